import type { PersonId } from '../domain/ids.ts';
import { formatYuan, type MoneyLine } from '../domain/money.ts';
import { graveZh } from './forms-grave-zh.ts';
import { marksZh as m, namesZh as n } from './names-zh.ts';
import { readingZh as r } from './reading-zh.ts';
import { answerDueAt, clockKind, type Speakers, type TimelineWording } from './speech.ts';

const g = graveZh.crisis;
const tail = (text: string): string => (text.trim() ? `：${text.trim()}` : '');
const due = (iso: string | null, at: (iso: string) => string): string => (iso ? `，期限 ${at(iso)}` : '');
/** Kinds of money stand apart, with who pays where that is not the dealership itself. */
const money = (lines: readonly MoneyLine[]): string =>
  lines
    .map((line) => {
      const sum = `${n.money[line.kind]} ${formatYuan(line.amountFen)}`;
      return line.payer === 'dealer' ? sum : m.noted(sum, n.payer[line.payer]);
    })
    .join('、');
/** Who decided, and whose authority he used. */
const decider = (by: string, onBehalfOf: PersonId | null, who: Speakers): string =>
  onBehalfOf ? m.noted(by, `代${who.name(onBehalfOf)}`) : by;

/** What happened to a case, in Chinese. */
export const timelineZh: TimelineWording = {
  opened: (e, by, who) => {
    const asked = e.routedTo ? `，请${who.name(e.routedTo)}认领` : '';
    const again = e.repeatOf ? `，上一件 ${e.repeatOf.number}` : '';
    return `${by}登记（${n.intake[e.intake]}，${n.severity[e.severity]}）${asked}${again}`;
  },
  threaded: () => '卡片已发出',
  noted: (e, by) => `${by}补充${tail(e.text)}`,
  source_edited: (e) => `原消息被修改${tail(e.after)}`,
  source_deleted: () => '原消息被删除，登记内容仍保留',
  attached: (e) => `附件：${e.name}`,
  attachment_failed: (e) => `附件“${e.name}”没能保存：${n.fileFault[e.why]}`,
  claimed: (_, by) => `${by}认领`,
  handed_over: (e, by, who) => `${by}转交给${who.name(e.to)}${tail(e.reason)}`,
  severity_changed: (e, by, who) =>
    `${by}把等级从“${n.severity[e.from]}”改为“${n.severity[e.to]}”${due(answerDueAt(e.clocks), who.at)}${tail(e.reason)}`,
  triggers_found: (e) => `又提到：${m.list(e.triggers.map((t) => n.trigger[t.trigger]))}`,
  paused: (e, by) => `${by}暂停计时（${n.pauseReason[e.waitingFor]}）${tail(e.reason)}`,
  resumed: (e, by, who) => `${by}恢复计时${due(answerDueAt(e.clocks), who.at)}`,
  date_agreed: (e, by, who) => `${by}和客户约定答复时间 ${who.at(e.dueAt)}${tail(e.text)}`,
  acknowledged: (e, by) => `${by}来处理（${n.timer[clockKind(e.clock)]}）`,
  breached: (e, _, who) => `超时：${n.timer[e.kind]}时限 ${who.at(e.dueAt)}`,
  accused: (e, by, who) =>
    e.people.length > 0 ? `${by}登记被投诉人：${m.list(e.people.map(who.name))}` : `${by}取消了被投诉人`,
  promised: (e, by, who) => `${by}答应客户，${who.at(e.dueAt)} 前${tail(e.text)}`,
  promise_kept: (e, by, who) =>
    `${by}兑现承诺${tail(who.promise(e.promise))}${e.text.trim() ? `，${e.text.trim()}` : ''}`,
  promise_broken: (e, _, who) => `承诺未按时兑现${tail(who.promise(e.promise))}`,
  amended: (e, by) => {
    const changed = [
      ...(e.category ? [`类别改为${n.category[e.category]}`] : []),
      ...(e.customerType ? ['客户类型'] : []),
      ...(e.summary ? ['摘要'] : []),
      ...Object.keys(e.facts).map((f) => n.fact[f as keyof typeof n.fact]),
    ];
    return `${by}更正信息：${m.list(changed)}`;
  },
  contacted: (e, by) => `${by}联系了客户（${n.contactWay[e.way]}）${e.plan ? '，已告知处理意见' : ''}${tail(e.text)}`,
  read_by_model: (e) => {
    const changed = e.category ? `，类别：${n.category[e.category.value]}` : '';
    const differs = e.doubts.length > 0 ? `，看法不同：${m.list(e.doubts.map((d) => r.field[d.field]))}` : '';
    return `模型读过${changed}${differs}`;
  },
  model_gave_up: (e) => `模型未能阅读：${r.gaveUpWhy[e.why]}`,
  contradicted: (e) => `后来的消息说法不同：${m.list(e.doubts.map((d) => r.field[d.field]))}`,
  transcribed: (e) => `图片或语音里说${tail(e.text)}`,
  promise_heard: (e) => `消息里听到承诺${tail(r.heard(e.heard.text, e.heard.dueText))}`,
  promise_waived: (_, by) => `${by}确认不是承诺`,
  reading_confirmed: (e, by) => `${by}确认无误：${m.list(e.fields.map((f) => r.field[f]))}`,
  proposed: (e, by) => {
    const sums = e.lines.length > 0 ? `，${money(e.lines)}` : '';
    return `${by}提出方案：${m.list(e.solutions.map((s) => n.solution[s]))}${sums}`;
  },
  withdrawn: (_, by) => `${by}撤回方案`,
  signed: (e, by, who) =>
    `${decider(by, e.onBehalfOf, who)}以${n.role[e.role]}签字 ${formatYuan(e.amountFen)}，等下一位`,
  approved: (e, by, who) => `${decider(by, e.onBehalfOf, who)}批准 ${formatYuan(e.amountFen)}`,
  rejected: (e, by, who) => `${decider(by, e.onBehalfOf, who)}驳回 ${formatYuan(e.amountFen)}${tail(e.reason)}`,
  returned: (e, by, who) => `${decider(by, e.onBehalfOf, who)}退回修改 ${formatYuan(e.amountFen)}${tail(e.reason)}`,
  expired: (e) => `审批作废：${n.expiry[e.why]}`,
  consent_recorded: (e, by) => `${by}存入厂家书面同意${tail(e.text)}`,
  accepted: (e, by, who) => {
    const until = e.executeBy ? `，${who.at(e.executeBy)} 前` : '';
    const then = e.responsible ? `${until || '，'}由${who.name(e.responsible)}执行` : until && `${until}执行`;
    return `${by}记录客户接受${then}${tail(e.text)}`;
  },
  declined: (e, by) => `${by}记录客户不接受${tail(e.text)}`,
  paid: (e, by) => `${by}登记已付款${tail(e.proof)}`,
  carried_out: (e, by) => `${by}执行完成${tail(e.proof)}`,
  followed_up: (e, by) => `${by}回访：${n.followUpResult[e.result]}${e.text.trim() ? `，${e.text.trim()}` : ''}`,
  closed: (e, by) =>
    `${by}结案（${n.resolution[e.resolution]}，${n.causeVerdict[e.verdict]}，责任方${m.list(e.parties.map((p) => n.party[p]))}）${tail(e.text)}`,
  reopened: (e, by, who) => `${by}重新打开${due(answerDueAt(e.clocks), who.at)}${tail(e.reason)}`,
  dismissed: (e, by) => `${by}确认不是投诉${tail(e.reason)}`,
  restored: (_, by) => `${by}恢复`,
  duplicate_received: () => '同样的话又发了一次',
  detached: (e, by) => `${by}把一条消息拆出去，另立 ${e.number}`,
  refused: (e, by) => `${by}试图“${n.action[e.action]}”，未获准`,
  crisis_watched: (e) => `潜在重大，开始观察${tail(e.reason)}`,
  impact_assessed: (e, by) => {
    const yes = e.yes.length > 0 ? `（${m.list(e.yes.map((q) => n.impact[q]))}）` : '';
    return `${by}评估危机影响：5 问 ${e.yes.length} 个是${yes}，${g.probability[e.probability]}`;
  },
  crisis_opened: (e, by, who) => {
    const team = e.team.length > 0 ? `，专案小组：${m.list(e.team.map(who.name))}` : '';
    return `${by}启动危机处理${team}${tail(e.reason)}`;
  },
  crisis_phase_changed: (e, by) => `${by}把危机阶段改为“${n.crisisPhase[e.phase]}”${tail(e.reason)}`,
  crisis_room_opened: () => '危机专用频道已建好',
  crisis_step_set: (e, by, who) => {
    const owner = e.owner ? `，由${who.name(e.owner)}负责` : '';
    return `${by}更新危机步骤：${g.step[e.step]}${owner}${e.done ? '，已完成' : ''}`;
  },
  media_contacted: (e, by) => `${by}记录媒体联系（${e.outlet.trim()}）${tail(e.text)}`,
  statement_drafted: (e, by) => `${by}起草声明${tail(e.text)}`,
  statement_released: (_, by) => `${by}发布声明`,
  report_drafted: (e, by) => `${by}起草厂家报告第 ${e.version} 版`,
  report_sent: (e, by) => `${by}把厂家报告第 ${e.version} 版上报厂家`,
  merged: (e, by) => `${by}并入 ${e.number}`,
  merge_received: (e, by) => `${by}把 ${e.number} 并了进来`,
  unmerged: (e, by) => `${by}把 ${e.number} 拆了出去`,
  revealed: (e, by) =>
    e.files > 0
      ? `${by}查看了附件（${e.files} 个）`
      : `${by}查看了完整信息：${m.list(e.facts.map((f) => n.maskedFact[f]))}`,
  erased: (e) => `${e.why === 'retention' ? '保存期限已到，' : '应客户要求'}隐去个人信息（${e.events.length} 条记录）`,
};
