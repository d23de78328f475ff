import { findAll, sentencesOf } from './clauses.ts';
import { findPhones, findPlates } from './contacts.ts';
import type { Plain, Span } from './normalise.ts';

// "1." "2、" "①" "(3)" at the start of a line or after a stop open a numbered item.
const NUMBERED =
  /(?:^|[\n。;!?:,\s])\s*(?:\(?[1-9]\)?(?:[.．:](?!\d)|[、)])|[一二三四五六]、|[①②③④⑤⑥]|第[一二三四五六](?:个|位|起|单|件)(?:客户|车主|是|,|:)?|其[一二三四])/g;
// Words that begin the next customer of a message.
const ANOTHER =
  /(?<![给跟和与向对把被])(?:还有|另外|另|再有|再来|又来)(?:还有|又有|有)?(?:一|1)?(?:个|位|名|起|单)(?:客户|车主|顾客|投诉|客诉|开|姓)?(?=[^。!?\n]{0,12}(?:先生|女士|小姐|客户|车主|哥|姐|总|投诉|车|[,:]))|(?:第二|第三|第四)(?:个|位|起|单)|(?:再|还)(?:转|报|记|登记)(?:一)?(?:个|条|起|单)|(?<=[。;\n!])\s*(?:一|1)(?:个|位)(?:客户|车主|顾客|[\u4e00-\u9fff](?:先生|女士|小姐|姐|哥))|(?<=[。;\n!,])\s*(?:另外|还有)(?:一)?(?:个|位)?[\u4e00-\u9fff](?:先生|女士|小姐|太太)|another (?:customer|owner|complaint|one)|second (?:customer|complaint)/g;
const PERSON =
  /[\u4e00-\u9fff](?:先生|女士|小姐|太太|总|哥|姐|工|师傅|老师|大哥|大姐|阿姨|叔)|客户[a-d甲乙丙丁]|车主[a-d甲乙丙丁]/g;
const ONE_CUSTOMER =
  /(?:一口气|一个人|同一(?:个)?客户|他说了|她说了|客户(?:一共)?(?:说|提|列)了?[^。]{0,6}(?:好几|几|[二两三四五])(?:条|点|个|件)|有(?:几|两|三|四)点|几(?:条|点|个)(?:意见|问题|诉求)|(?:以下|如下)(?:几)?(?:点|问题|诉求)|same customer)/;
const SEVERAL =
  /(?:[两二三四五六2-6])(?:个|位|名|起|单|台|条)(?:客户|车主|顾客|投诉|客诉|客户投诉|车|的)|(?:two|three|four) (?:customers|complaints|owners)/;

/** Who or which car an item speaks of: plates, phones, people. */
function identities(text: string, plates: readonly Span[], phones: readonly Span[], span: Span): number {
  const inside = (one: Span): boolean => one.start >= span.start && one.end <= span.end;
  const people = findAll(text.slice(span.start, span.end), PERSON).length;
  return plates.filter(inside).length + phones.filter(inside).length + people;
}

function itemsAt(text: string, starts: readonly number[]): Span[] {
  const sorted = [...new Set(starts)].sort((a, b) => a - b);
  return sorted
    .map((start, i) => ({ start, end: sorted[i + 1] ?? text.length }))
    .filter((span) => span.end - span.start >= 4);
}

/** Where the items of a message that speaks of several customers begin; the whole message is one span when it speaks of one. */
export function splitCustomers(plain: Plain, hasGrievance: (span: Span) => boolean): Span[] {
  const text = plain.text;
  const whole: Span[] = [{ start: 0, end: text.length }];
  if (text.length < 16 || ONE_CUSTOMER.test(text)) return whole;
  const plates = findPlates(plain).map((one) => one.span);
  const phones = findPhones(plain).map((one) => one.span);
  const named = (span: Span): boolean => identities(text, plates, phones, span) > 0;
  const numbered = itemsAt(
    text,
    findAll(text, NUMBERED).map((one) => one.start),
  );
  const good = numbered.filter((span) => hasGrievance(span));
  if (good.length >= 2 && (good.filter(named).length >= 2 || SEVERAL.test(text))) return good;
  const byWord = byMarker(text, plates, phones, hasGrievance);
  if (byWord.length >= 2) return byWord;
  const counted = byCount(text, hasGrievance);
  if (counted.length >= 2) return counted;
  const byLine = bySentence(plain, plates, phones, hasGrievance);
  return byLine.length >= 2 ? byLine : whole;
}

function byMarker(
  text: string,
  plates: readonly Span[],
  phones: readonly Span[],
  hasGrievance: (span: Span) => boolean,
): Span[] {
  const marks = findAll(text, ANOTHER).map((one) => one.start);
  if (marks.length === 0) return [];
  const items = itemsAt(text, [0, ...marks]).filter(hasGrievance);
  const rest = items.slice(1);
  const anyone =
    rest.some((span) => identities(text, plates, phones, span) > 0) ||
    /另(?:外)?(?:一|1)?(?:个|位|名|起)|还有(?:一)?(?:个|位|名|起)(?:客户|车主|投诉)|another/.test(text);
  return anyone ? items : [];
}

const COUNT: Readonly<Record<string, number>> = {
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  '2': 2,
  '3': 3,
  '4': 4,
  '5': 5,
  '6': 6,
};
const COUNTED = /([两二三四五六2-6])(?:个|位|名|起)(?:客户|车主|顾客|投诉|客诉)/;

/** "三位客户: 甲 …; 乙 …; 丙 …": as many items as were announced, whatever stands between them. */
function byCount(text: string, hasGrievance: (span: Span) => boolean): Span[] {
  const said = COUNTED.exec(text);
  const wanted = COUNT[said?.[1] ?? ''];
  if (said === null || wanted === undefined) return [];
  for (const between of [/[^;\n]+/g, /[^;\n/|]+/g, /[^;\n/|、]+/g, /[^;\n/|、。]+/g, /[^;\n/|、。,]+/g]) {
    const items = findAll(text, between).filter(
      (span) =>
        span.end - span.start >= 4 &&
        hasGrievance(span) &&
        !/^[^:]{0,6}(?:个|位|名|起)(?:客户|车主|顾客|投诉|客诉)[^:]{0,6}$/.test(text.slice(span.start, span.end)),
    );
    if (items.length === wanted) return items;
  }
  return [];
}

/** Lines or sentences that each name another customer (different plate, phone or person) and each hold a grievance. */
function bySentence(
  plain: Plain,
  plates: readonly Span[],
  phones: readonly Span[],
  hasGrievance: (span: Span) => boolean,
): Span[] {
  const text = plain.text;
  const distinct = (spans: readonly Span[]): number =>
    new Set(spans.map((one) => text.slice(one.start, one.end).replace(/[^a-z0-9]/g, ''))).size;
  const people = new Set(findAll(text, PERSON).map((one) => text.slice(one.start, one.start + 1)));
  if (distinct(plates) < 2 && distinct(phones) < 2 && !(people.size >= 2 && SEVERAL.test(text))) return [];
  const items = sentencesOf(text).filter((span) => hasGrievance(span) && identities(text, plates, phones, span) > 0);
  return items.length >= 2 ? items : [];
}
