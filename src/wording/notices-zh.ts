import type { PersonId } from '../domain/ids.ts';
import { formatYuan } from '../domain/money.ts';
import { marksZh as m, namesZh as n } from './names-zh.ts';
import type { NoticeWording, Speakers } from './speech.ts';

const call = (ids: readonly PersonId[], who: Speakers): string =>
  ids.length > 0 ? `${ids.map(who.name).join(' ')} ` : '';
const why = (reason: string): string => (reason.trim() ? `原因：${reason.trim()}` : '');
const said = (quotes: readonly string[]): string => m.list(quotes.map(m.quote));

/** What the desk says in Chinese. */
export const noticesZh: NoticeWording = {
  is_it_a_complaint: ({ reason }) =>
    `这是客诉吗？${n.reason[reason]}登记的话我来建卡片；如果知道更多情况，直接回复在这里就行。`,
  ask_facts: ({ number, facts }) =>
    `${number} 还想了解：${facts.map((f) => n.askable[f]).join('；')}。知道的话，回复在这里就好。`,
  not_registered: ({ reason }) =>
    `这条没有登记为客诉：${n.reason[reason]}如果确实是客诉，请用消息菜单里的“登记为客诉”。`,
  registered_elsewhere: ({ number }) => `已登记，编号 ${number}，后续进展看卡片就行。`,
  added_to_case: ({ number }) => `已补充到 ${number}，谢谢。`,
  instruction_ignored: ({ quotes }) =>
    `${said(quotes) || '消息里的操作要求'}已记下，但我只登记客户说的话；审批、等级和结案请有权限的同事在卡片上操作。`,
  major_case: (notice, who) => {
    const signs =
      notice.triggers.length > 0 ? `（${m.list(notice.triggers.slice(0, 5).map((t) => n.trigger[t]))}）` : '';
    return `${call(notice.mention, who)}重大客诉 ${notice.number}${signs}，请尽快看一下。\n${notice.summary}`;
  },
  severity_raised: ({ number, from, to, quotes }) =>
    `${number} 从“${n.severity[from]}”升为“${n.severity[to]}”${quotes.length > 0 ? `，因为提到${said(quotes)}` : ''}。`,
  handed_to_you: (notice, who) => {
    const by = notice.by ? `${who.name(notice.by)}把 ${notice.number} 转交给你` : `${notice.number} 交给你处理`;
    return `${who.name(notice.to)} ${by}，辛苦跟进。${why(notice.reason)}`;
  },
  please_follow_up: ({ number, mention }, who) => `${call(mention, who)}${number} 已处理完，请给客户做个回访。`,
  rejected: (notice, who) =>
    `${who.name(notice.mention)} ${notice.number} 的方案没有通过，${who.name(notice.by)}请你调整后再提。${why(notice.reason)}`,
  approved: (notice, who) =>
    `${who.name(notice.mention)} ${notice.number} 的方案通过了，${who.name(notice.by)}批准了${formatYuan(notice.amountFen)}，可以联系客户了。`,
  reopened: (notice, who) => {
    const to = notice.mention ? `${who.name(notice.mention)} ` : '';
    const by = notice.by ? `，由${who.name(notice.by)}操作` : '';
    return `${to}${notice.number} 已重新打开${by}，请继续跟进。${why(notice.reason)}`;
  },
  file_not_kept: ({ number, name, why: fault }) =>
    `${number} 的附件“${name}”没能存下来：${n.fileFault[fault]}。需要的话请重新发一次。`,
};
