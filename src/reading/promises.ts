import type { FoundPromise } from '../domain/complaint.ts';
import { type Due, findDues } from './due-words.ts';
import { type Plain, quoteOf, type Span } from './normalise.ts';

const CUSTOMER =
  '(?:客户|顾客|车主|对方|人家|他|她|您|本人|(?:[\\u4e00-\\u9fff]{1,2})?(?:先生|女士|小姐|师傅|老师|总|哥|姐|阿姨|叔|老板))';
const ADVERBS =
  '(?:们|本人|家属|也|又|都|已经?|刚刚?|才|再次|重新|电话(?:里|中)?|微信(?:里|上)?|当面|明确|口头|书面|正式)*';

/** Words by which somebody binds himself, or tells the customer what will be done. The first are enough alone, the others need what we will do. */
const BOUND = '(?:答应|应承|承诺|许诺|允诺|保证)(?!金|书|函|不了|不会)';
const AGREED = '(?:说|讲|约|谈|定|商量)(?:好|定|妥)|约定|沟通好';
const TOLD = `已(?:经)?(?:电话|微信|当面|短信)?(?:告知|告诉|通知|回复|答复|安抚)|(?:告知|告诉|通知|回复|答复)(?:了)?(?=${CUSTOMER})|[跟和同与向对]${CUSTOMER}(?:说(?:好|定)?|讲(?:好|定)?|表示|解释|确认)`;
const VERB = new RegExp(`(?<bound>${BOUND})|(?<told>${AGREED}|${TOLD})`, 'g');
const VERB_EN =
  /\b(?:(?<bound>promised|assured)|told|informed|agreed with) (?:him|her|them|you|the (?:customer|client|owner)|(?:mr|mrs|ms|miss)\.? \w+)\b/g;

/** What a dealership does for a customer; his coming to us is an appointment. */
const OUR_ACT =
  /回(?:电|话|复|访|个电话|个话)|答复|(?:给|有|出|拿)(?:个|一个|出|到)?(?:说法|结果|方案|结论|消息|报价|处理|解决)|处理|解决|修(?:好|完|复)|弄好|做好|完成|搞定|交(?:车|付)|提车|取车|到(?:货|件|店)|(?:退|打|转)(?:款|钱|还|给)|送(?:车|到|过|去|回)|上门|安排|寄|补(?:发|给|上|齐)|联系|打电话|装(?:好|上|完)|换(?:好|上|完)|出(?:单|票)|解押|办(?:好|完|理)|道歉|\bcall|\bsettle|\bfix|\bready\b|\bdeliver|\breply|\banswer|\brefund|\bget back|\bsend|\blet (?:him|her|them) know/;
/** Told of the past: what follows is the grievance, or counts from then. */
const THEN =
  /当[时初]|之前|以前|原来|本来|早(?:就|先)|去年|前年|上个?(?:月|周|星期|礼拜)|上次|上回|前天|前几天|昨[天日晚]|那天|(?:买|订|提|交|定|签)(?:车|单|合同)?的?(?:时候|时|那天)|今早|早上|上午|中午|\b(?:yesterday|last|originally|before)\b/;
const LONG_AGO =
  /当[时初]|以前|原来|本来|去年|前年|上个?(?:月|周|星期|礼拜)|上次|上回|(?:买|订|提|交|定|签)(?:车|单|合同)?的?(?:时候|时|那天)|\b(?:originally|last)\b/;
/** Asked for, denied, or said by somebody else than us. */
const NOT_GIVEN =
  /(?:没(?:有|人)?|未|不|别|勿|拒绝|拒不|无法|没法|难以|不能|不敢|要求?|让|叫|希望|盼|必须|得|务必|请|麻烦|逼着?|能否|能不能|可以|可否|是否|敢不敢|想|需要|给个|凭什么|怎么|谁)(?:我们?|你们?|店里|店方|书面|马上|立刻|尽快|当场)*$/;
const BY_CUSTOMER = new RegExp(
  `(?<![给跟和对向与同替为帮])(?:客户|顾客|车主|对方|人家|他|她|先生|女士|小姐|customer|he|she|they)(?:${ADVERBS}|总算|勉强|最后|终于|今天|同意)*\\s?$`,
);
const BY_OTHERS =
  /(?:厂家|厂方|主机厂|供应商|保险公司|银行|总部|物流|快递|配件商|工厂|manufacturer|insurer)[^,。!?;\n]{0,8}$/;
/** What follows when a promise is complained of, or asked about. */
const BROKEN =
  /结果|却|又(?:说|推|改|变|拖)|还没(?:有)?(?:给|来|回|人|消息|动静|到|做|修|办|打|交|解决|处理|兑现)|没(?:有)?(?:给|来|回|人|消息|动静|兑现|做到|下文|音信|影)|至今|到现在|迟迟|不认|反悔|改口|食言|落空|兑现|失约|爽约|黄了|骗|忽悠|\b(?:but|still|never|nobody|no one|didn't|hasn't)\b/;
const QUESTION = /[?]|(?:吗|呢|没有|了没|不)[,。!\s]*$/;
/** Plainly ours and now, so that it counts without a time. */
const OURS_NOW = new RegExp(
  `(?:我(?:们|这边)?|咱们?|店里|本店|经理|主管|店长|店总|总监|已(?:经)?|刚刚?)(?:${ADVERBS}|这边|现在|同意)*(?:[给跟向对]${CUSTOMER}(?:了)?)?$`,
);
/** Only who works here says 给您. */
const TO_YOU =
  /(?:我们?|我这边|这边|店里|本店)(?:会|这边|一定|保证|肯定|争取|尽量|在|于|将)*(?<due>[^,。!?;\n]{1,16}?)(?:给|为|帮|回复|答复|联系|通知)您/g;

const LONGEST_TEXT = 60;
const LONGEST_QUOTE = 80;
const MOST = 5;

interface Scene {
  readonly plain: Plain;
  readonly postedAt: Date;
  readonly timeZone: string;
}

/** Where the clause ends that begins at an index, and the one after it where the first says no act of ours. */
function reach(text: string, from: number): number {
  const end = (at: number): number => {
    const stop = text.slice(at).search(/[,。!?;\n]/);
    return stop < 0 ? text.length : at + stop;
  };
  const first = end(from);
  if (text[first] !== ',' || OUR_ACT.test(text.slice(from, first))) return first;
  const second = end(first + 1);
  return OUR_ACT.test(text.slice(first + 1, second)) ? second : first;
}

const clauseStart = (text: string, at: number): number =>
  Math.max(...[',', '。', '!', '?', ';', '\n'].map((stop) => text.lastIndexOf(stop, at - 1))) + 1;
const sentenceStart = (text: string, at: number): number =>
  Math.max(...['。', '!', '?', '\n'].map((stop) => text.lastIndexOf(stop, at - 1))) + 1;

/** The time that is promised; null when none is named, `past` when it does not lie ahead. */
function dueIn({ plain, postedAt, timeZone }: Scene, words: Span, then: string): Due | 'past' | null {
  const dues = findDues(plain.text.slice(words.start, words.end), postedAt, timeZone);
  const due = dues[0];
  if (due === undefined) return null;
  if (!due.namesDay && THEN.test(then)) return 'past';
  const ahead = due.at === null || due.at > postedAt;
  return ahead ? { ...due, start: words.start + due.start, end: words.start + due.end } : 'past';
}

function promiseOf({ plain }: Scene, words: Span, from: number, due: Due | null): FoundPromise | null {
  const quote = quoteOf(plain, words).trim();
  const said = quoteOf(plain, { start: from, end: words.end });
  const text = said.replace(/^[了过的:,,:、\s]+/, '').trim();
  if (text === '' || [...quote].length > LONGEST_QUOTE || [...text].length > LONGEST_TEXT) return null;
  return { text, dueText: due && quoteOf(plain, due), dueAt: due?.at?.toISOString() ?? null, quote };
}

/** Who speaks, about when, and whether it was kept: everything around the verb that makes a promise none. */
function givenByUs(text: string, at: number, end: number): boolean {
  const before = text.slice(clauseStart(text, at), at);
  const after = text.slice(end, Math.min(text.length, end + 40)).split(/[。!\n]/)[0] ?? '';
  if (NOT_GIVEN.test(before) || BY_CUSTOMER.test(before) || BY_OTHERS.test(before)) return false;
  if (/不是$|^(?:的|过的|书)/.test(before.slice(-2))) return false;
  return !BROKEN.test(after) && !QUESTION.test(text.slice(at, end + 1));
}

function told(scene: Scene, verb: RegExpMatchArray & { index: number }): FoundPromise | null {
  const { text } = scene.plain;
  const after = verb.index + verb[0].length;
  const start = verb.index;
  const end = reach(text, after);
  const said = text.slice(after, end);
  if (/^(?:的|过的|书|函)/.test(said) || !givenByUs(text, start, end)) return null;
  const then = text.slice(sentenceStart(text, start), start);
  const words = { start, end };
  const due = dueIn(scene, { start: after, end }, then);
  if (due === 'past' || BROKEN.test(said)) return null;
  const bound = verb.groups?.bound !== undefined;
  if (due === null) return bound ? untimed(scene, words, after, then) : null;
  if (
    LONG_AGO.test(then) ||
    !(bound ? !/来(?:店|提|取)?(?!电)|过来/.test(said) || OUR_ACT.test(said) : OUR_ACT.test(said))
  )
    return null;
  return promiseOf(scene, words, after, due);
}

/** Without a time only what we plainly bind ourselves to now counts: the customer told of an old promise is the complaint itself. */
function untimed(scene: Scene, words: Span, from: number, then: string): FoundPromise | null {
  const { text } = scene.plain;
  const said = text.slice(from, words.end);
  const before = text.slice(clauseStart(text, words.start), words.start);
  if (THEN.test(then) || !OURS_NOW.test(before) || /客户说|他说|她说|反映|投诉|你们/.test(then)) return null;
  if (!new RegExp(`^(?:了)?(?:给|为|帮|替)?${CUSTOMER}|^(?:了)?(?:免费|退|赔|补|送|给)`).test(said)) return null;
  return promiseOf(scene, words, from, null);
}

/** 周五上午交车,已跟客户说好: the time stands before the verb. */
function toldBefore(scene: Scene, verb: RegExpMatchArray & { index: number }): FoundPromise | null {
  const { text } = scene.plain;
  const after = verb.index + verb[0].length;
  if (!/^(?:了|过)?(?:客户|他|她|车主|对方|人家)?(?:了|过)?(?=$|[,。!;\n])/.test(text.slice(after))) return null;
  const start = clauseStart(text, Math.max(0, clauseStart(text, verb.index) - 1));
  const lead = text.slice(start, verb.index);
  const end = after + (text.slice(after).search(/[,。!;\n]|$/) ?? 0);
  const due = dueIn(scene, { start, end: verb.index }, lead);
  if (due === null || due === 'past' || !due.namesDay || !OUR_ACT.test(lead) || LONG_AGO.test(lead)) return null;
  if (/要求?|必须|希望|请|让我们|投诉|客户说|他说|她说/.test(lead) || !givenByUs(text, verb.index, end)) return null;
  return promiseOf(scene, { start, end }, start, due);
}

function toYou(scene: Scene): FoundPromise[] {
  const { text } = scene.plain;
  return [...text.matchAll(TO_YOU)].flatMap((match) => {
    const start = match.index;
    const end = reach(text, start + match[0].length);
    const due = dueIn(scene, { start, end }, '');
    if (due === null || due === 'past' || QUESTION.test(text.slice(start, end + 1))) return [];
    const one = promiseOf(scene, { start, end }, due.start, due);
    return one === null ? [] : [one];
  });
}

/**
 * Promises we made the customer that a text tells of: with a time that lies ahead of the posting, or plainly ours and now. What was promised
 * long ago and is complained of is none; in doubt there is none (domain.md §1.2 对承诺的异议).
 */
export function findPromises(plain: Plain, postedAt: Date, timeZone: string): FoundPromise[] {
  const scene: Scene = { plain, postedAt, timeZone };
  const verbs = [...plain.text.matchAll(VERB), ...plain.text.matchAll(VERB_EN)];
  const found = [...verbs.flatMap((verb) => told(scene, verb) ?? toldBefore(scene, verb) ?? []), ...toYou(scene)];
  const kept: FoundPromise[] = [];
  for (const one of found)
    if (!kept.some((other) => other.quote.includes(one.quote) || one.quote.includes(other.quote))) kept.push(one);
  return kept.slice(0, MOST);
}
