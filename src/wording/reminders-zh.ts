import type { TimerKind } from '../domain/timer.ts';
import { marksZh as m, namesZh as n } from './names-zh.ts';
import type { ReminderWording } from './speech.ts';

/** What is to be done by `at`, as it follows the number of the case. */
type Says = (at: string, late: boolean, what: string) => string;

const limit =
  (name: string, todo: string): Says =>
  (at, late) =>
    late ? `的${name}时限已过（${at}），请${todo}` : `的${name}时限快到了（${at}），请${todo}`;

/** A duty to somebody outside (domain.md §9). */
const duty =
  (name: string, todo: string): Says =>
  (at, late) =>
    late ? `已过${name}的期限（${at}），请马上${todo}` : `要在 ${at} 前${name}，请${todo}`;

const SAYS: Readonly<Record<TimerKind, Says>> = {
  claim: limit(n.timer.claim, '处理'),
  first_contact: limit(n.timer.first_contact, '处理'),
  plan: limit(n.timer.plan, '处理'),
  resolve: limit(n.timer.resolve, '处理'),
  follow_up: limit(n.timer.follow_up, '联系客户'),
  notice: duty('告知客户受理和处理情况（7 个工作日）', '告知客户并记录联系'),
  odr: duty('在 12315 平台答复（十个工作日）', '在平台上答复并记录联系'),
  warranty_answer: duty('答复三包诉求（十个工作日）', '给客户答复'),
  warranty_finish: duty('办结三包诉求（二十个工作日）', '办结'),
  promise: (at, late, what) =>
    late
      ? `答应客户的事过了时间（${at}）${what}，请马上办好并告知客户`
      : `答应客户的事快到时间了（${at}）${what}，请准备好`,
  execution: limit(n.timer.execution, '办好'),
  approval: () => '的方案还在等审批，请看审批卡片并作决定',
};

const name = (timer: TimerKind, late: boolean): string => {
  if (timer === 'approval') return '等你审批';
  return `${n.timer[timer]}${late ? '超时' : '快到时间'}`;
};

/** Chinese reminders. */
export const remindersZh: ReminderWording = {
  sentence: ({ severity, number, timer, late, what }, at) =>
    `${n.severity[severity]}客诉 ${number} ${SAYS[timer](at, late, what ? m.quote(what) : '')}。`,
  line: ({ severity, number, timer, late, what, summary }, at) => {
    const when = timer === 'approval' ? '' : `（${at}）`;
    return `${late ? ':red_circle: ' : ''}${number} ${n.severity[severity]} ${name(timer, late)}${when}：${what ?? summary}`;
  },
  more: (count) => `另有 ${count} 件，可以在首页或用 /kesu 我的 查看。`,
};
