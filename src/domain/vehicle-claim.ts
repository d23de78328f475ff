import type { Case } from './case.ts';

const CAR_BACK =
  /退[一1]赔[三3]|假一赔三|赔三倍|三倍赔|退车(?!位|库|险)|退(?:还)?(?:全部)?购?车款|退(?:购车)?全款|全款退|把(?:这)?车(?:给)?(?:我)?退|退换(?:车|这车|这台)|换(?:一|新)?[台辆部](?:新|同款|全新|一样|别的|车|$)|换(?:一|1)[台辆部]|换新?车(?!灯|轮|窗|门|漆|膜|险|牌|主|机|身|标|位|衣|钥|架|厢|型|间|道|里|载|内|上)|赔(?:我|他|她|客户)?一?[台辆]新?车|(?:return|replace|replacement of) (?:the|my|this|his|her) (?:car|vehicle)|buy ?back|new car (?:instead|as (?:a )?replacement)|replacement (?:car|vehicle)/;

/** Trade-ins, loan cars, ifs and refusals that only sound like it. */
const NOT_CAR_BACK =
  /置换|以旧换新|代步|查实|鉴定|证实|属实|一旦|考虑|打算|下次|以后|流程|政策|(?:没|没有|不|未|不是)(?:说|要|要求|想|打算)?[^,。]{0,2}(?:退|换)|loan|courtesy|trade.?in|not (?:asking|want)/;

const clauses = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[,。!?;\n]/)
    .map((clause) => clause.trim());

const asked = (text: string): boolean =>
  clauses(text).some((clause) => CAR_BACK.test(clause) && !NOT_CAR_BACK.test(clause));

/** The customer asks for the return or replacement of the car itself: the limits of 三包 art. 28 and the general manager's authority apply. */
export const vehicleReturnClaimed = (c: Pick<Case, 'triggers' | 'text' | 'facts'>): boolean =>
  c.triggers.some(({ trigger, quote }) => trigger === 'large_amount' && CAR_BACK.test(quote.toLowerCase())) ||
  asked(c.facts.demand?.value ?? '') ||
  asked(c.text);
