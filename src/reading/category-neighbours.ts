import type { Category, Trigger } from '../domain/complaint.ts';

type Points = Map<Category, number>;

const CAR_RETURN = /退车|换车|退换车|退一赔三|[退返](?:还)?购?车款|换(?:一)?(?:台|辆)(?!代步)|换(?:发动机|变速箱)总成/;
/** Main assemblies of SAMR order 43: what comes back on them again and again is the car, not the last repair. */
const ASSEMBLY = /cvt|波箱|钢带|发动机|变速箱|总成|动力电池|电池包|电机|双离合|涡轮|传动轴|天窗|漏油|滴油|烧机油|车身/;
const PAID = /(?:花|收|付|交|要|掏)(?:了|我|掉|他|她)*[\d一二三四五六七八九]|工时费|加(?:氟|油)|的钱|退(?:我|钱|费|还)/;
const WORKMANSHIP =
  /螺丝|螺栓|没拧|忘(?:了)?(?:拧|装|盖|加|接)|装反|接错|扭力|拉缸|修完|换完|喷完|补漆|误(?:诊|判)|返工|越修越|卡簧/;

/** Words that put the blame on the car and its maker. */
const BLAMES_CAR =
  /设计|通病|质量(?:问题|缺陷)|厂家(?:的)?(?:问题|责任|设计|缺陷)|问题车|批次|厂家(?:要|来)?(?:承担|赔|负责|解决)|(?:程序|系统|软件|ota|车机|固件)[^。,]{0,6}(?:刷|升级|更新)|(?:刷|升级|更新)(?:了)?[^。,]{0,4}(?:程序|系统|软件)|柠檬车|车质网|开一段(?:自己)?会好/;

/** The staff argues instead of apologising (S0f case 2): then that is what the customer complains of, not the gift or the sum. */
const ARGUED =
  /态度|吵起来|争(?:执|吵|辩)|辩解|狡辩|服软|顶(?:嘴|撞)|怼|呛|骂|瞪|白眼|(?:回|来)(?:了)?(?:一)?句|不(?:肯)?(?:道歉|认错)|指着|甩|没面子|丢脸|(?:跟|和|与)(?:他|我|客户|人家|她)(?:争|理论|犟|杠|辩)|argu|改分|说(?:了)?(?:句)?[您你](?!们)|挂(?:了|断)?电话|第一句|带刺|拦着|爱.不|吼|素质|训/;
/** Without a word of our ground or our people nothing happened in our care. */
const OUR_CARE =
  /洗|店|你们|咱|贵司|师傅|技师|员工|小工|小哥|小伙|保安|车间|工位|展厅|休息|代驾|取送|送修|取车|保养|修|停车场|院|监控|施工|贴膜|换胎|举升|升降|挪车|移车|试车|\b(?:your|staff|workshop)\b/;

/** Words that put it on our hands. */
const BLAMES_US = /你们(?:的)?师傅|会不会修|只会换|技术(?:不|太|差)|水平|误诊|你们(?:修|换|弄|装)|你们到底/;

const take = (points: Points, category: Category, much: number): void => {
  const known = points.get(category);
  if (known !== undefined) points.set(category, Math.max(0, known - much));
};
const give = (points: Points, category: Category, much: number): void => {
  points.set(category, (points.get(category) ?? 0) + much);
};
const has = (points: Points, category: Category, least: number): boolean => (points.get(category) ?? 0) >= least;

/** Fault of the car or of the repair: what came back after our work is repair_quality, unless the car itself is to go back. */
function settleRepair(text: string, triggers: readonly Trigger[], points: Points): void {
  const physical = triggers.some((one) => one === 'safety' || one === 'fire' || one === 'injury');
  const bad = WORKMANSHIP.test(text);
  if (CAR_RETURN.test(text) && !bad) take(points, 'repair_quality', 5);
  else if (bad) take(points, 'product_quality', 4);
  else if (has(points, 'repair_quality', 7)) {
    const whole =
      BLAMES_CAR.test(text) ||
      ((ASSEMBLY.test(text) || physical) &&
        triggers.includes('repeat') &&
        !BLAMES_US.test(text) &&
        !PAID.test(text) &&
        !/(?:上次|上个?月|上周|刚)[^。,]{0,8}(?:修|换|弄|调)|你们(?:换|修)/.test(text));
    take(points, whole ? 'repair_quality' : 'product_quality', 3);
    if (whole) give(points, 'product_quality', 1);
  }
  if (triggers.includes('fire')) take(points, 'warranty_claim', 5);
  if (triggers.includes('safety')) take(points, 'service_attitude', 6);
  if (physical && !has(points, 'other', 9)) give(points, 'product_quality', has(points, 'repair_quality', 8) ? 0 : 2);
}

/** Neighbours that borrow each other's words (domain.md §1.2) are told apart here: the narrower subject wins. */
export function settleNeighbours(text: string, triggers: readonly Trigger[], points: Points): Points {
  settleRepair(text, triggers, points);
  if (!OUR_CARE.test(text)) take(points, 'other', 5);
  if (has(points, 'service_attitude', 8) && ARGUED.test(text)) {
    take(points, 'sales_promise', 4);
    take(points, 'price_billing', 3);
    take(points, 'parts_quality', 3);
    take(points, 'delivery', 3);
    take(points, 'finance_insurance', 3);
  }
  if (has(points, 'repair_quality', 8) && triggers.includes('repeat')) take(points, 'price_billing', 3);
  if (has(points, 'price_billing', 8) && /钱(?:要|得|必须)退|退钱|多收的/.test(text))
    give(points, 'price_billing', 1.5);
  if (triggers.includes('privacy_leak')) give(points, 'privacy', 3);
  if (has(points, 'parts_supply', 9)) take(points, 'waiting_time', 3);
  if (has(points, 'rescue', 8)) take(points, 'product_quality', 4);
  for (const narrow of ['parts_supply', 'parts_quality', 'warranty_claim', 'other'] as const)
    if (has(points, narrow, narrow === 'warranty_claim' ? 8 : 9)) take(points, 'product_quality', 3);
  if (has(points, 'parts_quality', 9)) take(points, 'repair_quality', 2);
  if (has(points, 'privacy', 9))
    for (const wide of ['finance_insurance', 'delivery', 'sales_promise'] as const) take(points, wide, 3);
  if (BLAMES_CAR.test(text)) take(points, 'finance_insurance', 4);
  if (has(points, 'sales_promise', 9) && /[定订]金|意向金|上过|到手价|直播间|零公里/.test(text))
    take(points, 'finance_insurance', 2.5);
  if (has(points, 'finance_insurance', 9)) take(points, 'price_billing', 3);
  return points;
}
