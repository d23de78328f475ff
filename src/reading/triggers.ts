import type { FoundTrigger, Trigger } from '../domain/complaint.ts';
import { clausesOf, findAll, sentencesOf, spanAt } from './clauses.ts';
import type { Plain, Span } from './normalise.ts';
import { quoteOf } from './normalise.ts';
import { ANNOUNCED, DONE, OUTSIDE_BODIES, type OutsideBody, THREAT_ACTS } from './outside-bodies.ts';
import { EVENT_WORDS, type EventWords, HYPOTHETICAL, NEGATED } from './trigger-words.ts';

interface Scene {
  readonly plain: Plain;
  readonly clauses: readonly Span[];
  readonly sentences: readonly Span[];
}

const wordsOf = (scene: Scene, span: Span): string => scene.plain.text.slice(span.start, span.end);
const clauseAt = (scene: Scene, index: number): Span =>
  spanAt(scene.clauses, index) ?? { start: index, end: index + 1 };

/** At most this much of a clause is looked at on each side; voice input has clauses without end. */
const REACH = 28;

function around(scene: Scene, hit: Span): string {
  const clause = clauseAt(scene, hit.start);
  const last = clauseAt(scene, hit.end - 1);
  return scene.plain.text.slice(
    Math.max(clause.start, hit.start - REACH),
    Math.min(Math.max(last.end, hit.end), hit.end + REACH),
  );
}

function before(scene: Scene, hit: Span): string {
  const clause = clauseAt(scene, hit.start);
  return scene.plain.text.slice(Math.max(clause.start, hit.start - REACH), hit.start);
}

function eventHappened(scene: Scene, words: EventWords, hit: Span): boolean {
  const clause = around(scene, hit);
  if (words.unless?.test(clause)) return false;
  if (NEGATED.test(before(scene, hit))) return false;
  return !HYPOTHETICAL.test(clause);
}

function events(scene: Scene): FoundTrigger[] {
  const found: FoundTrigger[] = [];
  for (const words of EVENT_WORDS) {
    if (found.some((one) => one.trigger === words.trigger)) continue;
    const hit = findAll(scene.plain.text, words.pattern).find((one) => eventHappened(scene, words, one));
    if (hit !== undefined) found.push({ trigger: words.trigger, quote: quoteOf(scene.plain, hit) });
  }
  return found;
}

/** Whether a body is called in, only announced, or neither (asked about, another meaning). */
function involvement(scene: Scene, body: OutsideBody, hit: Span): 'actual' | 'announced' | 'none' {
  const clause = around(scene, hit);
  if (body.unless?.test(clause)) return 'none';
  const sentence = spanAt(scene.sentences, hit.start) ?? hit;
  const wide = scene.plain.text.slice(
    Math.max(sentence.start, hit.start - REACH * 2),
    Math.min(sentence.end, hit.end + REACH),
  );
  if (
    /(?:没有?|不|未|别|无需|不想|不会|不用)(?:去|找|打|想|再|打算|必要|要|走|惊动|联系)?(?:过)?$/.test(
      before(scene, hit),
    )
  )
    return 'none';
  if (/电话(?:是)?多少|怎么(?:打|找|投诉)|在哪/.test(clause)) return 'announced';
  const announced = announcedBefore(scene, hit, clause);
  const done = DONE.test(clause);
  if (body.needs !== undefined && !body.needs.test(body.trigger === 'media' ? wide : clause))
    return announced ? 'announced' : 'none';
  if (announced && !(done && isWeak(clause))) return 'announced';
  return 'actual';
}

// 说要, 明天, 下午 and the like are outweighed by a body that has already acted (记者说下午要来 is involvement).
const isWeak = (clause: string): boolean =>
  !/不然|否则|再(?:不|没|拖)|准备|打算|考虑|扬言|威胁|放话|如果|要是|会去|要去|说去|就去|就找|就打|就发|就上|就报|等着|or else|otherwise|unless|will|going to|threaten/.test(
    clause,
  );

function announcedBefore(scene: Scene, hit: Span, clause: string): boolean {
  if (ANNOUNCED.test(clause)) return true;
  const at = scene.clauses.findIndex((one) => hit.start >= one.start && hit.start < one.end);
  const previous = scene.clauses[at - 1];
  if (previous === undefined) return false;
  const words = wordsOf(scene, previous);
  return /(?:不然|否则|如果|要是|再不|再没|再拖|若)/.test(words) && !/已|了$/.test(clause);
}

function bodies(scene: Scene): { actual: FoundTrigger[]; announced: string | null } {
  const actual: FoundTrigger[] = [];
  let announced: string | null = null;
  for (const body of OUTSIDE_BODIES) {
    for (const hit of findAll(scene.plain.text, body.pattern)) {
      const how = involvement(scene, body, hit);
      if (how === 'announced') announced ??= quoteOf(scene.plain, hit);
      if (how !== 'actual') continue;
      actual.push({ trigger: body.trigger, quote: quoteOf(scene.plain, hit) });
      break;
    }
  }
  return { actual, announced };
}

/** A clause that announces going public or to law, without naming a body. */
function threatInWords(scene: Scene): string | null {
  for (const clause of scene.clauses) {
    const words = wordsOf(scene, { start: clause.start, end: Math.min(clause.end, clause.start + 120) });
    const act = THREAT_ACTS.exec(words);
    if (act === null) continue;
    const lead = words.slice(0, act.index + act[0].length);
    if (/(?:不|没|别|不会|不想|懒得|没有)(?:去|再|要)?$/.test(words.slice(0, act.index))) continue;
    const tail = words.slice(act.index + act[0].length);
    if (/^(?:了|过|电话|单|率|量|件|起|渠道|流程|处理|客户|的客户)/.test(tail)) continue;
    if (!ANNOUNCED.test(lead) && !/(?:要|会|去|就)$/.test(words.slice(0, act.index)) && !afterCondition(scene, clause))
      continue;
    return quoteOf(scene.plain, { start: clause.start + act.index, end: clause.start + act.index + act[0].length });
  }
  return null;
}

function afterCondition(scene: Scene, clause: Span): boolean {
  const at = scene.clauses.indexOf(clause);
  const previous = scene.clauses[at - 1];
  return (
    previous !== undefined &&
    /不然|否则|再不|再没|再拖|如果|要是|不(?:给|解决|处理|退|赔|换|道歉)|三天|限/.test(wordsOf(scene, previous))
  );
}

// Return or replacement of the car, or triple damages (domain.md §10: large_amount whatever the sum).
const CAR_BACK =
  /(?<!不|没|未|没说要?|不是要|不用|别的?)(?:退(?:一|1)赔(?:三|3)|退车(?!位|库|款已|险)|退(?:还)?(?:全部)?(?:购)?车款|全额退(?:款|车|钱)|退全款|全款退|(?:给|帮|替)?(?:我|他|她|客户|人家)?换(?:一)?(?:台|辆|部)(?:新|车|别的|同款|全新|一样)|换(?:新)?车(?!灯|轮|窗|门|漆|膜|险|牌|主|机|身|标|位|衣|钥|架|厢|型|间|道|里|载|内|上)|退换(?:车|这车|这台)|退货退款|(?:按)?原价(?:退|回收|收回)|赔(?:我)?(?:一)?(?:台|辆)(?:新)?车|三倍赔|赔三倍|假一赔三|欺诈.{0,6}赔)|退款(?:或者?|或是|要么|、)换车|return (?:the|my|this) (?:car|vehicle)|replac\w+ (?:the|my|this) (?:car|vehicle)|new car (?:instead|as replacement)|full refund (?:of|for) (?:the|my|this) (?:car|vehicle)|buy ?back|replacement (?:car|vehicle)/g;
const NOT_CAR_BACK =
  /查实|鉴定(?:出|结果)|证实|属实|一旦|置换|以旧换新|换车(?:险|季|补贴|节|活动|意向|计划)|代步|退车(?:流程|政策)(?:是|怎么)|打算换车|想换车(?:了)?[,。]?(?:看|问|来)|考虑换车|不(?:要求|想|打算)(?:退|换)车|没(?:要求|说)(?:退|换)车|考虑(?:一下)?(?:以后)?换|下次换车|以后换车|准备换车|loan|courtesy/;

function carBack(scene: Scene): FoundTrigger | null {
  for (const hit of findAll(scene.plain.text, CAR_BACK)) {
    if (NOT_CAR_BACK.test(around(scene, hit))) continue;
    return { trigger: 'large_amount', quote: quoteOf(scene.plain, hit) };
  }
  return null;
}

// The same thing again: "same fault repaired again", "repeat" (domain.md §1.3).
const AGAIN =
  /第(?:[二两三四五六七八九十]|[2-9]|\d\d)(?:次|回|遍|趟)(?!保养|首保|试驾|预约到|来店保养)|(?:修|换|弄|搞|整|返|检|查|跑|来|打|投诉|反映|催|问|改|补|做|拆|处理|反馈|送修|进店|进厂|维修|返修|返工|找|约|预约|去|拖|喷|调|刷|加|升级|清洗|紧固)(?:了|过|你们|了你们)?(?:不下|至少|已经|都)?(?:[两二三四五六七八九十]|[2-9]|\d\d|好几|好多|无数|n|几)(?:次|回|遍|趟)|(?:[两二三四五六七八九十]|[2-9]|好几|n)(?:次|回|遍|趟)(?:都|了|还|也|返修|维修|投诉|进店|进厂|才)|(?:还是|还在|仍然|仍旧|依旧|依然|照样|照旧|继续|照)(?:有|怠速|会|一样|那么)?(?:响|抖|漏|亮|坏|卡|死机|黑屏|叫|老样子|那样|这样|一样|原样|没好|没修好|不行|不好|有异响|有问题|存在|不灵|顿|渗|掉|失灵|不制冷|不凉|打不着|闪)|又回来了|又不(?:冷|凉|热|亮|动|走|行|灵|通|响|制)|又(?:开始)?(?:响|抖|漏|亮|坏|卡|死机|黑屏|犯|出|来了|是|有(?:异响|问题|故障)|不行|掉|渗|断|熄|报|叫|脱|起|鼓|失灵|不制冷|打不着|投诉|复发|推|拖|改|爽约|变|没|失效|返工|冒|闪|松)|(?:修|换|弄|补|喷|做|调)的[^。,]{0,8}(?:没好|又|还)|问题(?:还|依旧|仍)(?:然|旧)?(?:在|有|没)|没(?:有)?(?:修|弄|解决|处理|搞|整|查)(?:好|彻底|掉|到位|明白|利索)|修(?:不好|不了|来修去)|(?:反复|屡次|多次|再三|屡修|一再|三番五次|三番两次|来来回回|隔三差五|每次|老是|总是)(?:的)?(?:维修|修|返修|出现|投诉|反映|催|来|沟通|进店|联系|打电话|要求|说|预约|问|推|拖|协商|交涉|都)|再次(?:投诉|出现|返修|进店|来电|反映|维修|故障|致电)|重复(?:投诉|维修|返修|出现)|返修(?:过)?|复发|老(?:毛病|问题)(?:又)?|(?:上次|上回|上个?月|上周|前几天|前不久|刚|才|之前|前阵子)[^。!?\n]{0,16}(?:修|换|弄|调|喷|补|做|整|处理)[^。!?\n]{0,24}(?:又|还是|还在|仍|依旧|再次)|(?:again|still (?:not|the same|there|broken|leak|mak|rattl|happen|doing)|(?:second|third|fourth|fifth|2nd|3rd|4th|5th) (?:time|visit|repair)|(?:two|three|four|five|several|many|\d) times|twice|came back|keeps? (?:coming|happening|stall|break))/g;
const NOT_AGAIN =
  /跑了[^。,]{0,3}趟|每次(?:都)?(?:说|问|来|催)(?!没件|没货|没修)|(?:咖啡机|饮水机|厕所|wifi|电视|按摩椅)[^。,]{0,2}(?:还是|又)|又(?:快|便宜|好|热情|细心|方便|来保养|推荐|介绍|要)|又(?:是)?(?:感谢|表扬)|次保养|每次都(?:很|挺)|第二天|又来了一(?:位|个)|再次(?:感谢|光临|购)|又(?:有|来)(?:一)?(?:个|位|批|台)/;

function repeated(scene: Scene): FoundTrigger | null {
  for (const hit of findAll(scene.plain.text, AGAIN)) {
    if (NOT_AGAIN.test(scene.plain.text.slice(Math.max(0, hit.start - 4), hit.end + 6))) continue;
    return { trigger: 'repeat', quote: quoteOf(scene.plain, hit) };
  }
  return null;
}

// A private fact really got out (domain.md §10: leaked ID or private fact = serious).
const LEAKED =
  /(?:身份证|驾驶证|行驶证|证件|手机号|电话|号码|住址|地址|个人(?:信息|资料)|客户(?:信息|资料)|照片|隐私|征信|合同|银行卡|流水|资料|复印件|信息|病历|聊天记录|车牌|行车记录|监控|家事|私事|事(?:情)?)[^。!?;\n]{0,24}(?:发(?:到|在|进|给|了)[^。!?;\n]{0,8}(?:群|朋友圈|网上|抖音|别人|别的|其他|外人|第三方|小红书|保险|中介)|泄露(?:了|给|出|到)?|泄漏(?:了|给|出)?|卖(?:给|了|到)|外泄|流出|公开|曝光|晒(?:到|出|在)|贴(?:到|在|出)|给(?:了)?(?:别人|外人|保险公司|贷款公司|第三方|中介|其他人|别的客户)|透露|传(?:给|到|出去|开)|讲给|当八卦|说(?:给|出去)|告诉(?:了)?(?:别人|别的|我(?:老婆|老公|前)))|(?:泄露|泄漏|出卖|倒卖|贩卖|转卖)(?:了)?(?:我|我们|他|她|客户|车主|个人)[^。!?;\n]{0,6}(?:信息|隐私|资料|电话|手机|号码|身份|住址)|(?:leaked?|shared|posted|sold|disclosed|gave)[^.\n]{0,24}(?:my |her |his |customer )?(?:id|data|phone|number|address|licen[cs]e|personal|private|information|photo)/g;
const NOT_LEAKED = /有没有泄露|是否泄露|会不会|怕|防止|避免|担心|怀疑|删除|不要|别把|禁止|培训|注意/;

function leaked(scene: Scene): FoundTrigger | null {
  for (const hit of findAll(scene.plain.text, LEAKED)) {
    if (NOT_LEAKED.test(around(scene, hit)) || NEGATED.test(before(scene, hit))) continue;
    return { trigger: 'privacy_leak', quote: quoteOf(scene.plain, hit) };
  }
  return null;
}

const LARGE_FEN = 5_000_000;
const ESCALATING_FEN = 100_000;

/** Everything in a text that raises the severity, each with its words (domain.md §1.3, §10). `amount` is the sum at issue, if one was found. */
export function findTriggers(
  plain: Plain,
  amount: { readonly value: number; readonly quote: string | null } | null,
): FoundTrigger[] {
  const scene: Scene = { plain, clauses: clausesOf(plain.text), sentences: sentencesOf(plain.text) };
  const found = events(scene);
  const fire = found.find((one) => one.trigger === 'fire');
  if (fire !== undefined && !found.some((one) => one.trigger === 'safety'))
    found.push({ trigger: 'safety', quote: fire.quote });
  const { actual, announced } = bodies(scene);
  for (const one of actual) if (!found.some((known) => known.trigger === one.trigger)) found.push(one);
  const threat = announced ?? threatInWords(scene);
  if (threat !== null) found.push({ trigger: 'threat', quote: threat });
  const large = carBack(scene) ?? sumTrigger('large_amount', amount, LARGE_FEN);
  if (large !== null) found.push(large);
  else pushIf(found, sumTrigger('amount', amount, ESCALATING_FEN + 1));
  pushIf(found, repeated(scene));
  pushIf(found, leaked(scene));
  return found;
}

function pushIf(list: FoundTrigger[], one: FoundTrigger | null): void {
  if (one !== null) list.push(one);
}

function sumTrigger(
  trigger: Trigger,
  amount: { readonly value: number; readonly quote: string | null } | null,
  from: number,
): FoundTrigger | null {
  return amount !== null && amount.quote !== null && amount.value >= from ? { trigger, quote: amount.quote } : null;
}
