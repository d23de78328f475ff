import type { Count, DigestWording, FigureWording, OpenWording, RateWording, VisitsWording } from './digest.ts';

const list = (counts: readonly Count[]): string =>
  counts.map(([name, count]) => `${name.toLowerCase()} ${count}`).join(', ');

const figures: FigureWording = {
  span: { daily: 'today', weekly: 'this week' },
  noneFresh: (span) => `No new complaints ${span}`,
  fresh: (count, severities) => `New ${count} (${list(severities)})`,
  closed: (count, times) => (times === null ? `Closed ${count}` : `Closed ${count} (${times} times in all)`),
  open: (count, overdue) => `Open ${count}, overdue now ${overdue}`,
  breached: (span, count, carriedIn) => `Answered too late ${span}: ${count}, carried in from before: ${carriedIn}`,
  counts: {
    reopened: 'Reopened',
    duplicates: 'Duplicates merged',
    dismissed: 'Not complaints',
    approvals: 'Approvals',
    rejections: 'Rejections',
    refused: 'Attempts refused',
  },
  missed: (span, limits) => `Other limits missed ${span}: ${list(limits)}`,
  external: 'owed outside',
  byCategory: (span) => `New ${span} by category`,
  paid: (span, total, refund, goodwill) => `Paid ${span} ${total} = refunds ${refund} + goodwill ${goodwill}`,
  nonePaid: (span) => `Nothing was paid ${span}`,
  byKind: 'By kind',
  byPayer: 'Paid by',
};

const rates: RateWording = {
  close: (rate, of) => `One-week close rate ${rate} (${of})`,
  noneMatured: 'One-week close rate n/a, nothing was opened the week before',
  met: (target) => `target met (≥ ${target})`,
  missed: (target) => `target missed (≥ ${target})`,
  young: (opened, closed) => `Of the ${opened} new ones ${closed} are closed; younger than 7 days, so not in the rate`,
  month: (rate, of, immature) =>
    `This month so far ${rate} (${of})${immature > 0 ? `, ${immature} more younger than 7 days` : ''}`,
  week: (rate, of) => `Complaint rate this week ${rate} (${of})`,
  quarter: (from, to, target) => `Complaint rate this quarter, ${from} to ${to}, target ≤ ${target}`,
  line: { all: 'All complaints', justified: 'Justified', graveAndOurs: 'Grave and justified' },
  weekUnknown: 'Complaint rate this week n/a: vehicle counts are missing',
  quarterUnknown: 'Complaint rate this quarter n/a: vehicle counts are missing',
  addVisits: 'Add them: /kesu visits 2026-11-16~2026-11-22 632',
};

const open: OpenWording = {
  morning: (count, overdue, unclaimed, major) =>
    `Open ${count}, overdue ${overdue}, unclaimed ${unclaimed}, major or may become so ${major}`,
  nothingOpen: 'Nothing is open. Thank you, everyone.',
  overdue: (count) => `Overdue: ${count}`,
  noneOverdue: 'Nothing is overdue',
  unclaimed: (count) => `Unclaimed: ${count}`,
  major: (count) => `Major, or may become so: ${count}`,
  mayBeMajor: 'may become major',
  dueToday: (count) => `Due today: ${count}`,
  promises: {
    morning: (count) => `Promised to customers for today: ${count}`,
    daily: (count) => `Promised to customers by tomorrow: ${count}`,
    weekly: (count) => `Promised to customers by tomorrow: ${count}`,
  },
  promiseLate: 'past its time',
  approvals: (count) => `Awaiting approval: ${count}`,
  asked: (names) => (names ? `${names} to decide` : 'nobody’s limit covers it at present'),
  risks: 'First of all',
  wanted: (names, what) => (names ? `${names}: ${what}` : `Nobody is set up to ${what}`),
  what: {
    approve: (amount) => `approve or reject ${amount}`,
    claim: () => 'have somebody claim it',
    assess_impact: () => 'answer the 5 impact questions',
    agree_date: () => 'agree a new date with the customer',
    accept: () => 'get the customer’s answer',
    carry_out: () => 'see the solution carried out',
    follow_up: () => 'have the customer called back',
    propose: () => 'propose a solution',
  },
  more: (count) => `${count} more`,
};

const visits: VisitsWording = {
  added: 'Vehicle counts saved',
  span: (from, to, count) => (from === to ? `${from}: ${count}` : `${from} to ${to}: ${count}`),
  covered: (from, to, count) =>
    `This quarter is covered from ${from} to ${to}, ${count} vehicles; the complaint rate is of these days.`,
  missingFrom: (date) => `Counts are missing from ${date} on. Please go on from there.`,
  noneCovered: (date) => `Counts of this quarter are missing from ${date} on, so the rate is n/a. Please start there.`,
};

/** English digests. */
export const digestEn: DigestWording = {
  title: {
    morning: (store, dates) => `${store} complaints this morning · ${dates}`,
    daily: (store, dates) => `${store} complaints today · ${dates}`,
    weekly: (store, dates) => `${store} complaints this week · ${dates}`,
  },
  dates: (from, to) => `${from} to ${to}`,
  figures,
  rates,
  open,
  visits,
  watchdog: (told, lag) => `${told} reminders, 0 missed, longest delay ${lag}`,
  watchdogWaiting: (told, waiting, lag) => `${told} reminders, ${waiting} due but not sent yet, longest delay ${lag}`,
  lag: (minutes, seconds) => (minutes > 0 ? `${minutes} min ${seconds} s` : `${seconds} s`),
  model: {
    used: (parts) => `Model: ${parts.join(', ')}`,
    asked: (calls, failed) => (failed > 0 ? `asked ${calls} times (${failed} failed)` : `asked ${calls} times`),
    lessThan: (sum) => `less than ${sum}`,
    unpriced: (calls) => `cost of ${calls} not known`,
    cached: (share) => `${share} cached`,
    spent: 'Today’s budget is used up; the rules read alone for the rest of the day',
  },
};
