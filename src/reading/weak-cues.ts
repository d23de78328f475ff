import type { Category } from '../domain/complaint.ts';
import { PART } from './fault-words.ts';

/** Everyday words that lean towards a category without proving it; each different word counts one point, at most four a category. */
export const WEAK_CUES: readonly { readonly category: Category; readonly pattern: RegExp }[] = [
  {
    category: 'product_quality',
    pattern: new RegExp(
      `${PART.replace('|车子|整车|新车|车)', ')')}|质量|厂家|倒挡|挂挡|油门|踏板|冷启动|高速|匝道|怠速|传感|品管|做工|换挡|灯光|按键|开关|撑杆|皮革|皮质|塑料|胶水|开不到|第一次|才半年|才一年`,
      'g',
    ),
  },
  {
    category: 'repair_quality',
    pattern:
      /修|换了|换完|换上|保养完|做完|师傅|技师|返|钣金|喷漆|补漆|贴膜|归零|复位|重新弄|重做|拆|装回|排空气|水泵|节温器|机油|检测|查|问题还在|没好|功能|原来好好的|大修|工艺|弄/g,
  },
  {
    category: 'service_attitude',
    pattern:
      /前台|接待|顾问|\bsa\b|客服|保安|财务|收银|店员|工作人员|小伙子|小姑娘|老人|说了(?:一)?句|来了(?:一)?句|伤心|尊重|礼貌|热情|道歉|态度|不理|不接|不回|已读|没影|互相推|没人管|笑话|动手|抽烟|叼着烟|嫌|自己(?:不会)?看|懒|当面|当众|客气|招呼|投诉人|脸|语气|凶|嘴/g,
  },
  {
    category: 'waiting_time',
    pattern:
      /等|排队|慢|久|小时|分钟|钟头|上午|下午|\d点|取车|预约|工位|没做上|没轮|耗|拖|超时|洗车|排|进度|催|午饭|天黑|改到|没人拆|二十多天/g,
  },
  {
    category: 'warranty_claim',
    pattern:
      /质保|保修|首任|终身|资格|索赔|人为|自费|保内|保外|不认|三包|凭证|改装|外力|保养记录|不给换|不给修|判定|腐蚀|磕碰|检测报告|责任|外面保养|延保/g,
  },
  {
    category: 'price_billing',
    pattern:
      /收费|收了|收我|收伊|收他|要收|另收|项目|结账|单子|账|原价|打折|\d折|会员|价目|价格|报价|贵|便宜|退回|没经我同意|没同意|卡里|剩|次数|记录|发票|刷卡|扫码|工时|费|块钱|三百|牌子上|明码|抵|退/g,
  },
  {
    category: 'sales_promise',
    pattern:
      /销售|送的|赠|承诺|答应|说好|定金|订金|合同|广告|宣传|首付|选装|配置|白跑|资格不够|资质|套餐|卡|权益|活动|优惠|下单|订单|忽悠|补齐|兑现|低配|高配|现车|口头/g,
  },
  {
    category: 'delivery',
    pattern:
      /交车|提车|新车|行驶证|上牌|临牌|牌照|月底交|约定|验车|交付|到车|等车|随车|说明|绑(?:定)?|讲解|功能|补过漆|库存胎|钥匙|绿本|订车/g,
  },
  {
    category: 'finance_insurance',
    pattern: /贷|免息|利息|年化|征信|还款|违约金|保险|理赔|出险|保费|保单|按揭|分期|月供|金融|银行|押金|抵押|首付/g,
  },
  { category: 'rescue', pattern: /救援|拖车|抛锚|路边|半路|高速口|服务区|求助|位置|扎了|没电|搭电|到现场|救/g },
  {
    category: 'privacy',
    pattern:
      /隐私|信息|人脸|指纹|电话|照片|身份证|同意|号码|短信|微信|住址|地址|资料|删|朋友圈|骚扰|登记表|泄|知情|授权|监控/g,
  },
  {
    category: 'parts_supply',
    pattern: /等货|缺货|在途|到货|件|订货|配件|没货|断货|调货|通知|备件|库存|周期|发货|供应|物流|仓库|急用车|代步/g,
  },
  {
    category: 'parts_quality',
    pattern:
      /刚上的|刚装|新胎|新换|新装|全新|再制造|编号|对不上|失圆|质量|日期|原厂|正品|网上|一个样|副|杂牌|旧|翻新|包装|使用|胶条|品牌|产地/g,
  },
  {
    category: 'other',
    pattern:
      /停(?:在)?(?:你们|店|院|后)|后院|院子|玻璃没关|淋|湿透|现金|不见|没了|丢|孩子|滑梯|罚款|贴(?:了)?条|违章|撬|磕|刮|划|蹭|撞|弄脏|弄坏|赔|洗|代驾|取送车|移车|挪车|员工|车里|手套箱|展厅/g,
  },
];
