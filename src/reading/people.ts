import type { Found } from '../domain/complaint.ts';
import type { Plain } from './normalise.ts';
import { quoteOf } from './normalise.ts';

// The hundred or so most frequent family names (百家姓 and the ministry of public security's yearly list), double names first.
export const SURNAME =
  '(?:欧阳|上官|司马|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|端木|南宫|[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边娄楚蒲])';
const TITLE = '(?:先生|女士|小姐|太太|老师|总|哥|姐|叔|阿姨|老板|工|师傅|医生|大哥|大姐|经理|同志|生(?=[,。:\\s]|$))';

// Staff, not customers: a title of the house in front or behind (domain.md §3 roles).
const STAFF_BEFORE =
  /(?:销售|sa|顾问|接待|前台|客服|店员|技师|师傅|经理|主管|索赔员|配件|服务台|业务员|机修|维修工|钣金|喷漆|站长|店长|总监|会计|收银|保安|内训|同事|我们的?|咱们?的?|你们的?|@)[-—·\s]?$/;
const STAFF_AFTER = /^(?:接待|服务|销售|顾问|说(?:能|可以)|跟进|处理|负责|认领|接手|辛苦)/;

// 客户关系部, 施工, 车主裴先生, 一位李先生: words that begin like a family name.
export const NO_NAME = '(?!关系|施工|车工|车主|(?<=[一两这那哪几各每有])位)';

const NAMED = new RegExp(
  `${NO_NAME}(?:(?<=^|[\\s,。:;!?(]|客户|车主|投诉人|联系人)${SURNAME}[\\u4e00-\\u9fff]{2}(?:先生|女士|小姐|太太)|(?<=客户|车主|投诉人)(${SURNAME}[\\u4e00-\\u9fff]{2})(?=的|说|称|来电|反映|投诉|表示)|(?<![上下这本每老小阿])${SURNAME}[\\u4e00-\\u9fff]?(?:先生|女士|小姐|太太)|${SURNAME}${TITLE}|${SURNAME}某(?:某)?|(?<=客户|车主|投诉人|联系人|姓名|委托人)(?:姓名)?[:\\s]{0,2}(${SURNAME}[\\u4e00-\\u9fff]{1,2})(?=[,。:;\\s\\d(]|电话|手机|$)|(?<![\\u4e00-\\u9fff])老${SURNAME}(?![\\u4e00-\\u9fff]{0}[家师])|客户姓(${SURNAME})|\\b(?:mr|mrs|ms|miss)\\.? [a-z][a-z'-]{1,20})`,
  'g',
);

/** Name or form of address of the customer; staff named with their post are passed over. */
export function findCustomerName(plain: Plain): Found<string> | null {
  for (const match of plain.text.matchAll(NAMED)) {
    const start = match.index;
    const end = start + match[0].length;
    const before = plain.text.slice(Math.max(0, start - 6), start);
    if (STAFF_BEFORE.test(before) || STAFF_AFTER.test(plain.text.slice(end, end + 4))) continue;
    const inner = match[1] ?? match[2] ?? match[3];
    const at = inner === undefined ? start : plain.text.indexOf(inner, start);
    const quote = quoteOf(plain, { start: at, end: at + (inner ?? match[0]).length });
    return { value: quote, quote, by: 'rule', sureness: 'stated' };
  }
  return null;
}
