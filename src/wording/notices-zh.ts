import type { PersonId } from '../domain/ids.ts';
import { formatYuan } from '../domain/money.ts';
import { marksZh as m, namesZh as n } from './names-zh.ts';
import { remindersZh as r } from './reminders-zh.ts';
import type { NoticeWording, Speakers } from './speech.ts';

const call = (ids: readonly PersonId[], who: Speakers): string =>
  ids.length > 0 ? `${ids.slice(0, 20).map(who.name).join(' ')} ` : '';
const why = (reason: string): string => (reason.trim() ? `原因：${reason.trim()}` : '');
const said = (quotes: readonly string[]): string => m.list(quotes.slice(0, 5).map(m.quote));
const paid = (fen: number): string => (fen > 0 ? `，之前已付 ${formatYuan(fen)}` : '');

/** What the desk says in Chinese. */
export const noticesZh: NoticeWording = {
  is_it_a_complaint: ({ reason, media }) => {
    if (media === 'picture')
      return '图片已存。我看不了图片，请用一句话写明要点：谁、什么车、什么事（直接回复即可），或点下面的按钮。';
    if (media === 'voice')
      return '语音已存。我听不了语音，请用一句话写明要点：谁、什么车、什么事（直接回复即可），或点下面的按钮。';
    return `这是客诉吗？${n.reason[reason]}登记的话我来建卡片；如果知道更多情况，直接回复在这里就行。`;
  },
  ask_facts: ({ number, facts }) =>
    `${number} 还想了解：${facts.map((f) => n.askable[f]).join('；')}。知道的话，回复在这里就好。`,
  not_registered: ({ reason }) =>
    `这条没有登记为客诉：${n.reason[reason]}如果确实是客诉，请用消息菜单里的“登记为客诉”。`,
  registered_elsewhere: ({ number }) => `已登记，编号 ${number}，后续进展看卡片就行。`,
  came_late: ({ number, postedAt }, who) =>
    `这条消息 ${who.at(postedAt)} 就发了，客诉台当时没在线，现在才登记为 ${number}；时限从现在算起，请优先联系客户。`,
  rerouted: ({ number, mention, department }, who) =>
    `${call([mention], who)}${number} 重新阅读后归${n.department[department]}处理，请认领。`,
  instruction_ignored: ({ quotes }) =>
    `${said(quotes) || '消息里的操作要求'}已记下，但我只登记客户说的话；审批、等级和结案请有权限的同事在卡片上操作。`,
  flash_report: (notice, who) => {
    const owner = notice.owner ? `负责人${who.name(notice.owner)}` : '还没有负责人';
    const due = [
      ...(notice.planDueAt ? [`处理意见 ${who.at(notice.planDueAt)}`] : []),
      ...(notice.resolveDueAt ? [`答复 ${who.at(notice.resolveDueAt)}`] : []),
    ];
    return [
      `${call(notice.mention, who)}*重大客诉快报 第 ${notice.version} 版* ${notice.number}`,
      m.pair('谁', notice.customer || n.unknownCustomer),
      m.pair('车辆', notice.vehicle || '未登记'),
      m.pair('何事', notice.summary),
      m.pair('现状与负责人', `${n.status[notice.status]}，${owner}`),
      m.pair('风险', m.list(notice.triggers.slice(0, 8).map((t) => n.trigger[t])) || '未提到'),
      m.pair('诉求', notice.demand || '未说明'),
      m.pair('下一步与时限', due.length > 0 ? due.join('，') : '请尽快联系客户，定出处理意见'),
    ].join('\n');
  },
  potentially_major: (notice, who) =>
    `${call(notice.mention, who)}*潜在重大* ${notice.number}：客户${notice.quotes.length > 0 ? `提到${said(notice.quotes)}` : '可能把事情闹大'}，请评估影响并盯紧。\n${notice.summary}`,
  reminder: (notice, who) => `${call(notice.to, who)}${r.sentence(notice, who.at(notice.dueAt))}`,
  reminders: ({ lines }) => `有 ${lines.length} 件事需要您处理`,
  person_left: (notice, who) => {
    const left = `${who.name(notice.person)}的账号已停用`;
    return notice.to
      ? `${call(notice.mention, who)}${left}，${notice.number} 改由${who.name(notice.to)}负责，请接着跟进。`
      : `${call(notice.mention, who)}${left}，${notice.number} 暂时没有负责人，请经理在卡片上转交。`;
  },
  attached_to_case: (notice, who) => {
    const again = notice.reopened ? '，案件已重新打开' : '';
    return `${call(notice.mention, who)}这条已记到 ${notice.number}（${n.match[notice.match]}）${again}${paid(notice.paidFen)}。`;
  },
  repeat_customer: ({ number, earlier, match, paidFen }) =>
    `${number} 的客户或车辆投诉过（${n.match[match]}），上一件是 ${earlier.number}${paid(paidFen)}。`,
  crisis: (notice, who) => {
    const now = notice.phase === 'over' ? '危机已结束' : `危机处于“${n.crisisPhase[notice.phase]}”`;
    return `${call(notice.mention, who)}${notice.number} ${now}。${why(notice.reason)}`;
  },
  returned: (notice, who) =>
    `${who.name(notice.mention)} ${notice.number} 的方案被${who.name(notice.by)}退回修改，请改好后再提。${why(notice.reason)}`,
  approval_expired: (notice, who) =>
    `${who.name(notice.mention)} ${notice.number} ${n.expiry[notice.why]}，原来的审批作废${notice.why === 'merged' ? '' : '，请重新提方案'}。`,
  case_analysis_wanted: (notice, who) =>
    `${call(notice.mention, who)}${notice.number} 已结案，值得复盘，请在这里回复一份案例分析：一、情景回放；二、案例分析；三、正确做法；四、解决方案和建议。`,
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
