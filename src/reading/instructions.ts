import { clausesOf, findAll } from './clauses.ts';
import type { Plain, Span } from './normalise.ts';
import { blank, quoteOf, slicePlain } from './normalise.ts';
import { findTriggers } from './triggers.ts';

/**
 * Words that give the desk orders: prompt injections and "just close it" (llm.md B3.2, domain.md §1.3: severity is never lowered by message text).
 * They are noted and never obeyed.
 */
const ORDERS =
  /(?:【|\[)?系统(?:提示|通知|消息|公告|指令|最高优先级)(?:】|\])?\s*[:，,]?[^。!?\n]{0,80}|(?:以下|下面|如下)(?:为|是)[^。,!?\n]{0,6}指令[^\n]{0,80}|(?:新)?规则[^。!?\n]{0,8}(?:生效|如下|改为)[^。!?\n]{0,60}|凡(?:是)?(?:含|带|有|提到|出现)[^。!?\n]{0,20}(?:一律|全部|都)[^。!?\n]{0,40}|(?:请)?(?:忽略|无视|忘(?:记|掉)|跳过|不要(?:理会|遵守|执行)|覆盖)[^。!?\n]{0,14}(?:指令|提示词?|规则|设定|要求|prompt|内容|对话|限制)[^。!?;\n]{0,60}|(?:你(?:现在|从现在起|从此)?(?:是|扮演|作为|充当)|从现在(?:起|开始)(?:,)?你|现在你是)[^。!?\n]{0,8}(?:系统管理员|管理员|开发者|超级|root|dan|总经理|助手|机器人|ai|客服系统|老板|店总|另一个|没有限制|一个)[^。!?\n]{0,60}|(?:把|将|请把|请将|给我把|所有|全部|本案|该案|此案|这条|这个案子|案件)[^。!?;,\n]{0,16}(?:严重度|严重程度|级别|等级|优先级|severity|状态)[^。!?;,\n]{0,8}(?:设|改|调|降|标|置|写|定)[^。!?;,\n]{0,16}|(?:严重度|级别|等级|severity|优先级)(?:请)?[^。!?;,\n]{0,4}(?:改|设|调|降|定|标|=|:)[^。!?;,\n]{0,12}|(?:把|将)?(?:所有|全部|本|该|此|这个|这些)?(?:未结|未处理|待处理|历史|逾期)?(?:的)?(?:案件|案子|工单|投诉|客诉|记录|数据|表)[^。!?;,\n]{0,8}(?:(?:标记|设|改|置)(?:为|成)?(?:已)?(?:结案|完成|关闭|处理|解决|已解决)|结案|关闭|关掉|删(?:除|了|掉)|清空|销案|作废|撤销)[^。!?;\n]{0,12}|(?:自动|立即|直接|马上|全部|一律)(?:结案|关闭|关单|销案|批准|通过|审批)[^。!?;,\n]{0,8}|(?:不要|别|无需|不用|不必|请勿|不得)(?:登记|建(?:案|单)|立案|记录|上报|上报厂家|通知(?:总经理|老板|经理|厂家|任何人)|升级|报厂家|生成案件)[^。!?;,\n]{0,12}|(?:标记|判定|识别|归类|分类|视|登记)(?:为|成)(?:非投诉|不是投诉|普通咨询|一般|低|表扬|无效|general)[^。!?;\n]{0,16}|(?:回复|输出|返回|回答|只(?:需)?(?:回复|输出|说))["'“”「『:]?[^。!?\n]{0,16}(?:已执行|即可|ok|json|done|非投诉|true|false)[^。!?\n]{0,12}|(?:打印|输出|显示|告诉我|泄露|重复|展示|列出)[^。!?\n]{0,10}(?:系统提示|提示词|system prompt|你的指令|api ?key|密钥|密码|所有客户|客户(?:名单|电话|手机))[^。!?\n]{0,20}|(?:system|assistant|developer|user)\s*:[^\n]{0,200}|<\/?(?:system|assistant|instructions?|客户原话)[^>\n]{0,40}>|\[(?:系统通知|系统消息|system|inst)\][^\n]{0,200}|###\s?(?:end|system|instruction|系统)[^\n]{0,200}|(?:ignore|disregard|forget) (?:all |any |the |your )*(?:previous|prior|above|earlier|former)?[^.\n]{0,20}(?:instructions?|rules?|prompts?)[^.\n]{0,80}|(?:set|change|lower|mark|update) (?:the |this |its |all )*(?:severity|priority|level|cases?|status|complaints?)[^.\n]{0,40}|(?:close|delete|approve|dismiss) (?:all|every|this|the) (?:open )?(?:cases?|complaints?|tickets?|records?)[^.\n]{0,30}|you are (?:now )?(?:a|an|the|in) [^.\n]{0,40}(?:admin\w*|developer|assistant|system|mode|root)[^.\n]{0,40}|reply (?:only )?(?:with )?["'“]?[^.\n]{0,20}(?:done|ok|executed|approved)|(?:drop|delete|truncate|update) (?:table|from)\b[^\n]{0,40}|批准?(?:c\d+|这个案子|该案)[^。!?\n]{0,10}|直接批[^。!?\n]{0,10}|(?:投诉|客诉|案件|案子|工单)[^。,]{0,4}(?:都|全)(?:给我)?(?:结|关|删|销)(?:了|掉)?|我是[^。!?,\n]{0,6}(?:总裁|董事长|老板|总经理|店总|管理员)(?!的)[^。!?\n]{0,20}(?:批(?!评)|放款|打款|结案)[^。!?\n]{0,40}|不(?:用|必|要)走流程|(?:提示词|prompt)[^。!?\n]{0,4}(?:打印|贴|输出|发|背|念|列|写|说)(?:出来|一遍|给我)?|压一压|先压(?:着|下)|别报厂家/g;

// A customer's own wish ("把我的手机号删了", "别再打电话") is a demand, not an order to the desk.
const CUSTOMER_WISH = /(?:我|客户|他|她)(?:的)?(?:手机号|信息|资料|照片|聊天记录|身份证|视频|记录仪)/;

const ORDER_TO_DESK = /非投诉|指令|规则|提示词|导出|输出|列出|所有消息/;

/** Where the text gives the desk orders. */
export const orderSpans = (plain: Plain): Span[] =>
  findAll(plain.text, ORDERS).filter(
    (span) =>
      ORDER_TO_DESK.test(plain.text.slice(span.start, span.end)) ||
      !CUSTOMER_WISH.test(plain.text.slice(Math.max(0, span.start - 12), span.end)),
  );

/** The orders, verbatim. */
export const findInstructions = (plain: Plain): string[] => orderSpans(plain).map((span) => quoteOf(plain, span));

const clausesIn = (plain: Plain, order: Span): Span[] =>
  clausesOf(plain.text.slice(order.start, order.end)).map(({ start, end }) => ({
    start: start + order.start,
    end: end + order.start,
  }));

/** The clauses that give orders by themselves. */
export const orderClauses = (plain: Plain): Span[] =>
  orderSpans(plain).flatMap((order) =>
    clausesIn(plain, order).filter((clause) => orderSpans(slicePlain(plain, clause)).length > 0),
  );

/** What is told after the comma of an order and says something grave was not ordered, it happened. */
const isGrave = (plain: Plain, clause: Span): boolean => {
  const alone = slicePlain(plain, clause);
  return orderSpans(alone).length === 0 && findTriggers(alone, null).length > 0;
};

const DANGERS: ReadonlySet<string> = new Set(['safety', 'injury', 'fire']);

/** An order and a danger in one breath ("###…### 刹车没反应"): where they part cannot be told, and the danger must not be lost. */
const tellsOfDanger = (plain: Plain, order: Span): boolean =>
  findTriggers(slicePlain(plain, order), null).some((one) => DANGERS.has(one.trigger));

/** The text without the orders in it: what is left is what somebody said. */
export const withoutOrders = (plain: Plain): Plain =>
  blank(
    plain,
    orderSpans(plain).flatMap((order) => {
      const clauses = clausesIn(plain, order);
      if (clauses.some((clause) => isGrave(plain, clause))) return clauses.filter((clause) => !isGrave(plain, clause));
      return tellsOfDanger(plain, order) ? [] : [order];
    }),
  );
