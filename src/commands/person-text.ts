import { localDateTime } from '../domain/business-time.ts';
import type { Facts } from '../domain/complaint.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import type { CustomerCase, CustomerFile } from '../flows/customer-file.ts';
import type { Wording } from '../wording/wording.ts';
import { eventText } from './event-text.ts';

/** What it takes to put a customer's file into words. */
export interface Telling {
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly timeZone: string;
  readonly w: Wording;
}

const FATES: Readonly<Record<CustomerCase['fate'], string>> = {
  open: '保留：投诉尚在处理，处理目的还没有实现（个人信息保护法第13、47条）；结案后再删除',
  mask: '隐去姓名、电话、车牌、车架号、证件号和无关附件；处理记录依法保存六年（三包规定第17条），期满整件删除',
  remove: '整件删除：已过六年保存期（三包规定第17条）',
};

/** What an erasure does to a case, and by which article. */
export const fateText = ({ own, fate }: CustomerCase): string =>
  own || fate === 'open' ? FATES[fate] : '他人的投诉：只隐去其中提到的这位客户';

const at = (iso: string, { timeZone }: Telling): string => {
  const { date, time } = localDateTime(new Date(iso), timeZone);
  return `${date} ${time.slice(0, 5)}`;
};

const factLines = (facts: Facts, { w }: Telling): readonly string[] =>
  (Object.keys(facts) as (keyof Facts)[]).flatMap((name) => {
    const found = facts[name];
    return found ? [`  ${w.mark.pair(w.name.fact[name], String(found.value))}`] : [];
  });

function caseLines(one: CustomerCase, telling: Telling): readonly string[] {
  const { case: c, events, messages } = one;
  const { w } = telling;
  return [
    `## ${c.number}  ${w.name.status[c.status]} · ${w.name.severity[c.severity]} · ${w.name.category[c.category.value]}`,
    `登记 ${at(c.openedAt, telling)}${c.closedAt ? `，结案 ${at(c.closedAt, telling)}` : ''}`,
    `如要求删除 → ${fateText(one)}`,
    '客户和车辆：',
    ...factLines(c.facts, telling),
    `内容：${c.text}`,
    '经过：',
    ...events.map((event) => `  ${at(event.at, telling)} ${eventText(c, event, telling)}`),
    '消息：',
    ...messages.map((m) => `  ${at(m.postedAt, telling)} ${m.text}`),
    `附件：${c.attachments.map(({ name }) => name).join('、') || '无'}`,
    '',
  ];
}

/** A customer's file, readable: what a shop hands over when he asks for a copy (个人信息保护法 art. 45). */
export function fileText(file: CustomerFile, telling: Telling): string {
  const { identity, cases, messages, others } = file;
  const lines = [
    `# 客户 ${identity.phones.join()} 的个人信息`,
    `投诉 ${cases.length} 件，另有消息 ${messages.length} 条`,
    '',
    ...cases.flatMap((one) => caseLines(one, telling)),
    ...(messages.length > 0 ? ['## 不属于任何投诉的消息'] : []),
    ...messages.map((m) => `  ${at(m.postedAt, telling)} ${m.text}`),
    ...(others.length > 0 ? [`同一辆车、登记在其他电话下的投诉（他人的信息，不在此列）：${others.join('、')}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
