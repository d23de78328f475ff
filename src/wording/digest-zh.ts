import type { Count, DigestWording, FigureWording, OpenWording, RateWording, VisitsWording } from './digest.ts';

const list = (counts: readonly Count[]): string => counts.map(([name, count]) => `${name} ${count}`).join('、');

const figures: FigureWording = {
  span: { daily: '今日', weekly: '本周' },
  noneFresh: (span) => `${span}无新增客诉`,
  fresh: (count, severities) => `新增 ${count}（${list(severities)}）`,
  closed: (count, times) => (times === null ? `结案 ${count}` : `结案 ${count}（共 ${times} 次）`),
  open: (count, overdue) => `未结 ${count}，现在超时 ${overdue}`,
  breached: (span, count, carriedIn) => `${span}答复超时 ${count}，之前带来的 ${carriedIn}`,
  counts: {
    reopened: '重新打开',
    duplicates: '合并重复',
    dismissed: '非投诉',
    approvals: '批准',
    rejections: '驳回',
    refused: '挡下越权操作',
  },
  missed: (span, limits) => `${span}其他没赶上的：${list(limits)}`,
  external: '对外期限',
  byCategory: (span) => `${span}新增类别`,
  paid: (span, total, refund, goodwill) => `${span}已付 ${total} = 退款 ${refund} + 善意补偿 ${goodwill}`,
  nonePaid: (span) => `${span}没有付款`,
  byKind: '按类别',
  byPayer: '承担方',
};

const rates: RateWording = {
  close: (rate, of) => `一周结案率 ${rate}（${of}）`,
  noneMatured: '一周结案率 n/a，上周没有新增',
  met: (target) => `达标（目标 ≥ ${target}）`,
  missed: (target) => `未达标（目标 ≥ ${target}）`,
  young: (opened, closed) => `本周新增 ${opened} 件里已结案 ${closed} 件，未满 7 天，不计入结案率`,
  month: (rate, of, immature) => `本月至今 ${rate}（${of}）${immature > 0 ? `，另有 ${immature} 件未满 7 天` : ''}`,
  week: (rate, of) => `本周客诉率 ${rate}（${of}）`,
  quarter: (from, to, target) => `本季客诉率 ${from} 至 ${to}，目标 ≤ ${target}`,
  line: { all: '全部客诉', justified: '有效客诉', graveAndOurs: '重大有效客诉' },
  weekUnknown: '本周客诉率 n/a，缺进厂台次',
  quarterUnknown: '本季客诉率 n/a，缺进厂台次',
  addVisits: '补填：/kesu 进厂台次 2026-11-16~2026-11-22 632',
};

const open: OpenWording = {
  morning: (count, overdue, unclaimed, major) =>
    `未结 ${count}，超时 ${overdue}，待认领 ${unclaimed}，重大及潜在重大 ${major}`,
  nothingOpen: '手上没有未结的客诉，大家辛苦了。',
  overdue: (count) => `超时 ${count} 件`,
  noneOverdue: '没有超时的客诉',
  unclaimed: (count) => `待认领 ${count} 件`,
  major: (count) => `重大及潜在重大 ${count} 件`,
  mayBeMajor: '潜在重大',
  dueToday: (count) => `今天到期 ${count} 件`,
  promises: {
    morning: (count) => `今天要兑现的承诺 ${count} 件`,
    daily: (count) => `到明天要兑现的承诺 ${count} 件`,
    weekly: (count) => `到明天要兑现的承诺 ${count} 件`,
  },
  promiseLate: '已过时间',
  approvals: (count) => `待审批 ${count} 件`,
  asked: (names) => (names ? `请 ${names} 审批` : '目前没有人的额度够批'),
  risks: '最要紧的',
  wanted: (names, what) => (names ? `请 ${names} ${what}` : `还没有合适的人选：${what}`),
  what: {
    approve: (amount) => `批准或驳回 ${amount}`,
    claim: () => '安排人认领',
    assess_impact: () => '回答危机影响 5 问',
    agree_date: () => '和客户商定新的日期',
    accept: () => '问到客户的答复',
    carry_out: () => '把方案执行完',
    follow_up: () => '安排回访',
    propose: () => '给出处理方案',
  },
  more: (count) => `另有 ${count} 件`,
};

const visits: VisitsWording = {
  added: '已记下进厂台次',
  span: (from, to, count) => (from === to ? `${from}：${count}` : `${from} 至 ${to}：${count}`),
  covered: (from, to, count) => `本季 ${from} 至 ${to} 的台次齐了，共 ${count}，客诉率按这几天算。`,
  missingFrom: (date) => `${date} 起还没有台次，请接着填。`,
  noneCovered: (date) => `本季从 ${date} 起还缺台次，客诉率暂时是 n/a，请从这一天填起。`,
};

/** Chinese digests. */
export const digestZh: DigestWording = {
  title: {
    morning: (store, dates) => `${store} 客诉晨报 · ${dates}`,
    daily: (store, dates) => `${store} 客诉日报 · ${dates}`,
    weekly: (store, dates) => `${store} 客诉周报 · ${dates}`,
  },
  dates: (from, to) => `${from} 至 ${to}`,
  figures,
  rates,
  open,
  visits,
  watchdog: (told, lag) => `提醒 ${told} 条，漏 0，最长延迟 ${lag}`,
  watchdogWaiting: (told, waiting, lag) => `提醒 ${told} 条，还有 ${waiting} 条到点没发出，最长延迟 ${lag}`,
  lag: (minutes, seconds) => (minutes > 0 ? `${minutes} 分 ${seconds} 秒` : `${seconds} 秒`),
  model: {
    used: (parts) => `模型：${parts.join('，')}`,
    asked: (calls, failed) => (failed > 0 ? `读 ${calls} 次（失败 ${failed}）` : `读 ${calls} 次`),
    lessThan: (sum) => `不到 ${sum}`,
    unpriced: (calls) => `${calls} 次费用未知`,
    cached: (share) => `缓存命中 ${share}`,
    spent: '今日额度已用完，之后只用规则',
  },
};
