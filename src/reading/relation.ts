import type { Plain } from './normalise.ts';

// It speaks of a complaint already known to the desk.
const FOLLOW_UP =
  /^\s*(?:续|接上|补|后续|追加)[:,]|改(?:了)?主意|(?:那个|那位|那单|那台)[^。,!?\n]{2,14}(?:的)[^。,!?\n]{0,4}(?:先生|女士|小姐|大哥|大姐)(?:刚|今天|刚才)?又(?:打|来|发|问|催|找)|(?:上|前|昨|今)[^。,!?\n]{0,5}(?:那(?:个|位|单|起|件|台))[^。,!?\n]{0,14}(?:案子|单子|工单|投诉|客诉)(?=[,。:了今又后]|$)|那(?:个|起|件|单)[^。,!?\n]{0,10}案子|(?:昨天|前天|上午|早上|刚才|之前|上周|前面|上次|今早|那天)(?:说|讲|报|登记|发|提|投诉|转|反馈|答应|承诺)(?:的|过|了)?[^。!?\n]{0,14}(?:那(?:个|位|台|单|起|条)|的(?:客户|车主|案子|投诉))|(?:这边|我们|客服|前台|销售|售后)(?:这边)?也(?:接到|收到|有|登记|来了)|跟进(?:一下)?(?:[:,]|昨天|上|之前|前|那|c\d)|补充(?:一下|信息|说明|下)?[:,]|客户补充|(?:同|还是)(?:上面|刚才|昨天)?(?:那|这)(?:个|位|台|单)(?:客户|车主|车|投诉)|(?:c\d{1,3}|案号?\s?\d{6,}-?\d*|工单号?\s?\d{4,})[^。!?\n]{0,6}(?:客户|又|回访|补充|更新)|接(?:着)?(?:昨天|上(?:条|一条|面)|前面)|更新[:,]|update on|follow(?:ing)?[- ]?up (?:on|to)|about the (?:complaint|case) (?:from|i)|as (?:reported|posted) (?:yesterday|earlier)/;

/** True when the message adds to a complaint already known instead of opening one. */
export const isFollowUp = (plain: Plain): boolean => FOLLOW_UP.test(plain.text);
