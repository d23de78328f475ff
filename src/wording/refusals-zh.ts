import type { LimitKind } from '../domain/authority-limit.ts';
import type { Refusals } from '../domain/errors.ts';
import { formatYuan } from '../domain/money.ts';
import { MANAGERS, type Role } from '../domain/person.ts';
import type { RefusalWording } from './names.ts';
import { marksZh as m, namesZh as n } from './names-zh.ts';

const who = (roles: readonly Role[]): string => m.or((roles.length > 0 ? roles : MANAGERS).map((r) => n.role[r]));
const by = (name: string): string => name.trim() || n.somebody;
const isNumber = (number: string): boolean => /^\d{8}-\d+$/.test(number);

const DECIDED = {
  approved: '批准',
  rejected: '驳回',
  returned: '退回',
  withdrawn: '撤回',
  accepted: '记为客户接受',
  declined: '记为客户不接受',
  executed: '执行完',
} as const;

const SUM: Readonly<Record<Exclude<LimitKind, 'kind' | 'decision'>, string>> = {
  case: '本案累计',
  vehicle: '本车累计',
  month: '你本月累计',
};

/** Which limit is passed, and what it would come to. */
function passed({ limit, amountFen, limitFen, wouldBeFen }: Refusals['above_authority']): string {
  const amount = formatYuan(amountFen);
  if (limit === 'kind') return `这笔${amount}不在你的审批权限内`;
  if (limit === 'decision') return `${formatYuan(wouldBeFen)}超过了你的本次审批额度${formatYuan(limitFen)}`;
  return `批了这笔${amount}，${SUM[limit]}就是${formatYuan(wouldBeFen)}，超过了你的额度${formatYuan(limitFen)}`;
}

const FACT = {
  phone: '电话看起来不对，请填 11 位手机号，或带区号的座机。',
  plate: '车牌看起来不对，请按行驶证填写，例如 沪A12345。',
  vin: '车架号看起来不对，应为 17 位，不含字母 I、O、Q。',
  amount: '金额看起来不对，请填大于 0 的数字，例如 1200 或 1200.50。',
  mileage: '里程看起来不对，请填公里数，例如 12400 或 1.2万。',
  date: '日期看起来不对，请从日历里选一天。',
} as const;

const CSV = {
  columns: '每行至少要有四列：姓名、角色、部门、邮箱或成员 ID，用逗号隔开。',
  role: `角色没认出来，可以写：${m.list(Object.values(n.role))}。`,
  department: `部门没认出来，可以写：${m.list(Object.values(n.department))}，也可以留空。`,
  contact: '第四列请填邮箱或成员 ID（U 开头），这样才能对上账号。',
  deputy: '代理人不能是本人，请填另一位同事的姓名、邮箱或成员 ID，也可以留空。',
  shifts: '班次没看懂，请写成“一至五 08:30-17:30；六 09:00-12:00”，也可以留空。',
} as const;

/** Chinese refusals. */
export const refusalsZh: RefusalWording = {
  illegal_move: ({ status }) => `这件客诉现在是“${n.status[status]}”，这一步暂时做不了，请按最新卡片上的按钮继续。`,
  action_not_in_state: ({ action, status }) =>
    `这件客诉现在是“${n.status[status]}”，暂时不能“${n.action[action]}”，请按最新卡片上的按钮继续。`,
  role_may_not: ({ action, roles }) => `“${n.action[action]}”由${who(roles)}来做，可以请他们帮忙。`,
  amount_required: ({ solutions }) =>
    `“${m.list(solutions.map((s) => n.solution[s]))}”要花钱，请填上金额，好让经理审批。`,
  proof_required: () => '请写一下做了什么，或附上照片、文件。',
  message_is_ours: () => '这是我发的卡片或回复，不用登记。请在客户的原话上选“登记为客诉”。',
  last_administrator: ({ name }) =>
    `${by(name)}是唯一能设置角色的人，请先让另一位同事担任总经理，或在 KESU_ADMINS 里指定管理员。`,
  looking_needs_role: () => '客诉只给有角色的同事看。你的账号还没有设置角色，请管理员帮你设置一下。',
  no_role: ({ action }) => `你的账号还没有设置角色，暂时不能“${n.action[action]}”，请管理员帮你设置一下。`,
  person_inactive: () => '你的账号已停用，如果需要恢复，请联系管理员。',
  already_claimed: (p) => `${by(p.by)}已经认领了，你可以在卡片下面补充情况，或请对方转交给你。`,
  already_decided: (p) =>
    p.decision === 'expired'
      ? '这次审批已经失效，不用再批，请提方案的同事重新提交。'
      : `${by(p.by)}已经${DECIDED[p.decision]}了这个方案，不用再处理，卡片上是最新的。`,
  own_proposal: () => '自己提的方案要由别人来审批，请另一位有权限的经理看一下。',
  complained_about: () => '客户投诉的是你本人，这件由别人来处理更合适，请交给你的主管或经理。',
  assignee_complained_about: ({ name }) => `客户投诉的就是${name}，不能由本人处理，请换一位同事。`,
  signed_already: () => '你已经签过了，下一步等其他人签，不用再处理。',
  other_signs_first: ({ role }) => `这一步要先由${n.role[role]}来签，请提醒对方看一下审批卡片。`,
  above_authority: (p) =>
    `${passed(p)}，${p.roles.length > 0 ? `请${who(p.roles)}来审批。` : '目前没有角色能批，请管理员检查审批额度的设置。'}`,
  consent_missing: ({ manufacturer }) =>
    `这笔要先有${manufacturer}的书面同意，请在审批卡片上点“${n.action.add_consent}”，再来批准。`,
  already_paid: () => `这笔钱已经登记付款，不会再付一次，也不能撤销，请接着点“${n.action.carry_out}”。`,
  already_paused: () => '计时已经暂停，不用再点。要继续时请点“恢复计时”。',
  not_paused: () => '计时没有暂停，正在走，不用恢复。',
  time_not_understood: () => '时间没看懂，请从日历里选好日期和时间。',
  time_in_the_past: () => '这个时间已经过了，请选一个以后的时间。',
  promise_not_found: () => '这项承诺已经兑现或不在了，卡片上是最新的。',
  nothing_to_acknowledge: () => '这一项已经完成或不再计时，不用再处理，卡片上是最新的。',
  deputy_invalid: ({ name }) => `${by(name)}不能当代理人：不能是本人，要在职，还要有角色。请换一位同事。`,
  shifts_invalid: () => '班次没看懂，请写成“一至五 08:30-17:30；六 09:00-12:00”，或写“随店营业时间”。',
  dates_invalid: () => '日期看起来不对：结束不能早于开始，也不能早于今天，请重新选择。',
  crisis_not_open: () => '这件客诉还没有危机档案，请客户关系经理或总经理先评估影响。',
  statement_not_found: () => '这份声明已经发布或不在了，请看最新的危机卡片。',
  report_not_found: () => '没有找到这份厂家报告，请从案件卡片重新起草。',
  report_gone: () => '这份报告已经发出，或有了更新的版本，请看最新的报告卡片。',
  nothing_to_detach: () => '这条消息没有并入哪件客诉，或已经拆出来了，卡片上是最新的。',
  closing_required: () => '结案前请选好处理结果、原因判定和责任方。',
  amount_changed: ({ shownFen, nowFen }) =>
    `金额已经从${formatYuan(shownFen)}变成${formatYuan(nowFen)}，请看最新卡片后再决定。`,
  not_your_proposal: (p) => `这个方案是${by(p.by)}提的，请对方来撤回，或请经理处理。`,
  lowering_needs_manager: ({ roles }) => `降低等级需要${who(roles)}来操作，并写明原因。`,
  same_severity: () => '等级没有变化，请选一个不同的等级，或直接关闭。',
  dismissing_major_needs_manager: ({ roles }) => `重大客诉要由${who(roles)}来确认不是投诉。`,
  reason_required: () => '请写一下原因，方便同事了解情况。',
  nothing_to_change: () => '没有需要保存的改动，请修改后再提交，或直接关闭。',
  nothing_to_confirm: () => '这些已经确认过，或刚刚有变化，请看最新卡片。',
  follow_up_missing: () => '结案前请先回访，客户满意后就可以结案。',
  same_case: () => '这就是当前这件客诉，请填另一件的编号。',
  merge_target_gone: (p) => `${p.number}现在是“${n.status[p.status]}”，不能并进去，请换一件还在处理的客诉。`,
  case_not_found: ({ number }) =>
    isNumber(number)
      ? `没有找到编号 ${number} 的客诉，请核对一下编号，例如 20261116-001。`
      : '没有找到这件客诉，请核对一下编号，例如 20261116-001。',
  desk_not_in_place: () => '我还不在这个频道里，看不到这条消息。请先在这里发 /invite 把我加进来，再试一次。',
  message_not_found: () => '没有找到这条消息，可能已被删除，请把内容重新登记一次。',
  person_not_found: ({ name }) => `没有找到“${name}”，请核对一下，或请管理员先添加。`,
  assignee_without_role: ({ name }) => `${name}还没有设置角色，暂时不能接手，请换一位，或请管理员先设置角色。`,
  already_assigned: ({ name }) => `这件客诉已经由${name}负责，需要换人的话请选另一位同事。`,
  setup_people_not_allowed: () => '人员由管理员或总经理设置，需要调整请联系他们。',
  setup_places_not_allowed: () => '频道用途由管理员或经理设置，需要调整请联系他们。',
  invalid_fact: ({ fact }) => FACT[fact],
  csv_line: ({ line, problem }) => `第 ${line} 行有点问题：${CSV[problem]}全部名单都还没保存。`,
  csv_empty: () => '名单里还没有人，请每行填一位，依次是姓名、角色、部门、邮箱，用英文逗号隔开。',
  visits_invalid: () =>
    '没看懂进厂台次，请这样写：632，或 2026-11-16 632，或 2026-11-16~2026-11-22 632，几段就分几行；日期到今天为止，互不重叠。',
  visits_not_allowed: () => '进厂台次由经理或管理员来填，可以请他们帮忙。',
  no_complaints_place: () => '还没有指定收客诉的频道，请管理员或经理先设置一个，再来登记。',
  already_registered: ({ numbers }) => `这条消息已经登记过了，编号${m.list(numbers)}，请在原来的卡片上继续。`,
};
