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
  withdrawn: '撤回',
  accepted: '记为客户接受',
  declined: '记为客户不接受',
  executed: '执行完',
} as const;

const FACT = {
  phone: '电话看起来不对，请填 11 位手机号，或带区号的座机。',
  plate: '车牌看起来不对，请按行驶证填写，例如 沪A12345。',
  vin: '车架号看起来不对，应为 17 位，不含字母 I、O、Q。',
  amount: '金额看起来不对，请填大于 0 的数字，例如 1200 或 1200.50。',
  mileage: '里程看起来不对，请填公里数，例如 12400 或 1.2万。',
  date: '日期看起来不对，请从日历里选一天。',
} as const;

const CSV = {
  columns: '每行要有四列：姓名、角色、部门、邮箱或成员 ID，用逗号隔开。',
  role: `角色没认出来，可以写：${m.list(Object.values(n.role))}。`,
  department: `部门没认出来，可以写：${m.list(Object.values(n.department))}，也可以留空。`,
  contact: '最后一列请填邮箱或成员 ID（U 开头），这样才能对上账号。',
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
  already_decided: (p) => `${by(p.by)}已经${DECIDED[p.decision]}了这个方案，不用再处理，卡片上是最新的。`,
  own_proposal: () => '自己提的方案要由别人来审批，请另一位有权限的经理看一下。',
  above_authority: ({ amountFen, limitFen, roles }) =>
    limitFen > 0
      ? `${formatYuan(amountFen)}超过了你的审批额度${formatYuan(limitFen)}，请${who(roles)}来审批。`
      : `你的角色没有审批额度，这笔${formatYuan(amountFen)}请${who(roles)}来审批。`,
  amount_changed: ({ shownFen, nowFen }) =>
    `金额已经从${formatYuan(shownFen)}变成${formatYuan(nowFen)}，请看最新卡片后再决定。`,
  not_your_proposal: (p) => `这个方案是${by(p.by)}提的，请对方来撤回，或请经理处理。`,
  lowering_needs_manager: ({ roles }) => `降低等级需要${who(roles)}来操作，并写明原因。`,
  same_severity: () => '等级没有变化，请选一个不同的等级，或直接关闭。',
  dismissing_major_needs_manager: ({ roles }) => `重大客诉要由${who(roles)}来确认不是投诉。`,
  reason_required: () => '请写一下原因，方便同事了解情况。',
  nothing_to_change: () => '没有需要保存的改动，请修改后再提交，或直接关闭。',
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
  no_complaints_place: () => '还没有指定收客诉的频道，请管理员或经理先设置一个，再来登记。',
  already_registered: ({ numbers }) => `这条消息已经登记过了，编号${m.list(numbers)}，请在原来的卡片上继续。`,
};
