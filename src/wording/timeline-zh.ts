import { formatYuan, totalFen } from '../domain/money.ts';
import { marksZh as m, namesZh as n } from './names-zh.ts';
import type { TimelineWording } from './speech.ts';

const tail = (text: string): string => (text.trim() ? `：${text.trim()}` : '');
const due = (iso: string | null, at: (iso: string) => string): string => (iso ? `，期限 ${at(iso)}` : '');

/** What happened to a case, in Chinese. */
export const timelineZh: TimelineWording = {
  opened: (e, by) => `${by}登记（${n.intake[e.intake]}，${n.severity[e.severity]}）`,
  threaded: () => '卡片已发出',
  noted: (e, by) => `${by}补充${tail(e.text)}`,
  source_edited: (e) => `原消息被修改${tail(e.after)}`,
  source_deleted: () => '原消息被删除，登记内容仍保留',
  attached: (e) => `附件：${e.name}`,
  attachment_failed: (e) => `附件“${e.name}”没能保存：${n.fileFault[e.why]}`,
  claimed: (_, by) => `${by}认领`,
  handed_over: (e, by, who) => `${by}转交给${who.name(e.to)}${tail(e.reason)}`,
  severity_changed: (e, by, who) =>
    `${by}把等级从“${n.severity[e.from]}”改为“${n.severity[e.to]}”${due(e.dueAt, who.at)}${tail(e.reason)}`,
  amended: (e, by) => {
    const changed = [
      ...(e.category ? [`类别改为${n.category[e.category]}`] : []),
      ...(e.summary ? ['摘要'] : []),
      ...Object.keys(e.facts).map((f) => n.fact[f as keyof typeof n.fact]),
    ];
    return `${by}更正信息：${m.list(changed)}`;
  },
  contacted: (e, by) => `${by}联系了客户（${n.contactWay[e.way]}）${tail(e.text)}`,
  proposed: (e, by) => {
    const total = totalFen(e.lines);
    return `${by}提出方案：${m.list(e.solutions.map((s) => n.solution[s]))}${total > 0 ? `，${formatYuan(total)}` : ''}`;
  },
  withdrawn: (_, by) => `${by}撤回方案`,
  approved: (e, by) => `${by}批准 ${formatYuan(e.amountFen)}`,
  rejected: (e, by) => `${by}驳回 ${formatYuan(e.amountFen)}${tail(e.reason)}`,
  accepted: (e, by) => `${by}记录客户接受${tail(e.text)}`,
  declined: (e, by) => `${by}记录客户不接受${tail(e.text)}`,
  carried_out: (e, by) => `${by}执行完成${tail(e.proof)}`,
  followed_up: (e, by) => `${by}回访：${n.followUpResult[e.result]}${e.text.trim() ? `，${e.text.trim()}` : ''}`,
  closed: (e, by) => `${by}结案${tail(e.text)}`,
  reopened: (e, by, who) => `${by}重新打开${due(e.dueAt, who.at)}${tail(e.reason)}`,
  dismissed: (e, by) => `${by}确认不是投诉${tail(e.reason)}`,
  restored: (_, by) => `${by}恢复`,
  merged: (e, by) => `${by}并入 ${e.number}`,
  merge_received: (e, by) => `${by}把 ${e.number} 并了进来`,
  unmerged: (e, by) => `${by}把 ${e.number} 拆了出去`,
  revealed: (e, by) =>
    e.files > 0
      ? `${by}查看了附件（${e.files} 个）`
      : `${by}查看了完整信息：${m.list(e.facts.map((f) => n.maskedFact[f]))}`,
};
