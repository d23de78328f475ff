import { describe, expect, it } from 'vitest';
import { CASE_ACTIONS } from '../../src/domain/case-action.ts';
import { CASE_STATUSES } from '../../src/domain/case-status.ts';
import { ASKABLE_FACTS, CATEGORIES, READING_REASONS, SEVERITIES, TRIGGERS } from '../../src/domain/complaint.ts';
import { type RefusalCode, type Refusals, RuleError } from '../../src/domain/errors.ts';
import type { CaseId, MessageRef, PersonId } from '../../src/domain/ids.ts';
import type { Notice, ReminderLine } from '../../src/domain/notice.ts';
import { ROLES } from '../../src/domain/person.ts';
import { SOLUTIONS } from '../../src/domain/solution.ts';
import { TIMER_KINDS } from '../../src/domain/timer.ts';
import { refusalText } from '../../src/wording/language.ts';
import { dateHeading, moment, overdueBy } from '../../src/wording/time.ts';
import { wordingFor } from '../../src/wording/wording.ts';
import { MENU_ENTRIES, TONGUES, WORST, withoutEntries } from '../slack/views-data.ts';
import { EVENTS, NOTICES } from '../slack/views-events.ts';

const ABOVE = {
  amountFen: 60_000,
  limitFen: 100_000,
  wouldBeFen: 120_000,
  roles: ['customer_relations_manager', 'general_manager'],
} as const;

const REFUSALS: { readonly [C in RefusalCode]: readonly Refusals[C][] } = {
  illegal_move: CASE_STATUSES.map((status) => ({ status })),
  action_not_in_state: CASE_ACTIONS.map((action) => ({ action, status: 'closed' })),
  role_may_not: [{ action: 'follow_up', roles: ['customer_care', 'general_manager'] }],
  no_role: [{ action: 'claim' }],
  person_inactive: [{}],
  already_claimed: [{ by: '7' }, { by: '' }],
  already_decided: (
    ['approved', 'rejected', 'returned', 'withdrawn', 'expired', 'accepted', 'declined', 'executed'] as const
  ).map((decision) => ({ by: '7', decision })),
  own_proposal: [{}],
  above_authority: [
    ...(['decision', 'case', 'vehicle', 'month'] as const).map((limit) => ({ ...ABOVE, limit })),
    { ...ABOVE, limit: 'kind', limitFen: 0, roles: [] },
  ],
  complained_about: [{}],
  assignee_complained_about: [{ name: '7' }],
  signed_already: [{}],
  other_signs_first: [{ role: 'department_manager' }],
  consent_missing: [{ manufacturer: '7' }],
  already_paid: [{}],
  already_paused: [{}],
  not_paused: [{}],
  time_not_understood: [{}],
  time_in_the_past: [{}],
  promise_not_found: [{}],
  nothing_to_acknowledge: [{}],
  deputy_invalid: [{ name: '7' }],
  dates_invalid: [{}],
  shifts_invalid: [{}],
  visits_invalid: [{}],
  visits_not_allowed: [{}],
  crisis_not_open: [{}],
  statement_not_found: [{}],
  report_not_found: [{}],
  report_gone: [{}],
  nothing_to_detach: [{}],
  closing_required: [{}],
  amount_changed: [{ shownFen: 60_000, nowFen: 100_000 }],
  not_your_proposal: [{ by: '7' }],
  lowering_needs_manager: [{ roles: ROLES.slice(3) }],
  same_severity: [{}],
  dismissing_major_needs_manager: [{ roles: ROLES.slice(3) }],
  reason_required: [{}],
  nothing_to_change: [{}],
  nothing_to_confirm: [{}],
  follow_up_missing: [{}],
  same_case: [{}],
  merge_target_gone: [{ number: '20261116-001', status: 'closed' }],
  case_not_found: [{ number: '20261116-001' }, { number: '0192-id' }],
  message_not_found: [{}],
  desk_not_in_place: [{}],
  looking_needs_role: [{}],
  last_administrator: [{ name: 'Wu' }],
  message_is_ours: [{}],
  proof_required: [{}],
  amount_required: [{ solutions: ['refund', 'gift'] }],
  person_not_found: [{ name: '7' }],
  assignee_without_role: [{ name: '7' }],
  already_assigned: [{ name: '7' }],
  setup_people_not_allowed: [{}],
  setup_places_not_allowed: [{}],
  invalid_fact: (['phone', 'plate', 'vin', 'amount', 'mileage', 'date'] as const).map((fact) => ({ fact })),
  csv_line: (['columns', 'role', 'department', 'contact', 'deputy', 'shifts'] as const).map((problem) => ({
    line: 3,
    problem,
  })),
  csv_empty: [{}],
  no_complaints_place: [{}],
  already_registered: [{ numbers: ['20261116-001', '20261116-002'] }],
};

const ref = { caseId: 'c-1' as CaseId, number: '20261117-004', card: null, mention: [] };
/** Notices that know as little as they may. */
const BARE: readonly Notice[] = [
  {
    ...{ kind: 'flash_report', ...ref, version: 1, status: 'new', triggers: [], customer: '', summary: '7' },
    ...{ vehicle: '', demand: '', owner: null, planDueAt: null, resolveDueAt: null },
  },
  { kind: 'potentially_major', ...ref, quotes: [], summary: '7' },
  { kind: 'person_left', ...ref, person: 'p-1' as PersonId, to: null },
  { kind: 'attached_to_case', ...ref, message: 'm' as MessageRef, match: 'same_words', reopened: false, paidFen: 0 },
  { kind: 'crisis', ...ref, phase: 'over', reason: '' },
  { kind: 'approval_expired', ...ref, mention: 'p-1' as PersonId, why: 'merged' },
];

const words = (names: Readonly<Record<string, string>>): readonly string[] => Object.values(names);
const HAN = /[\u3400-\u9fff]/;
const who = { name: () => '7', at: () => '20:00', promise: () => '7' };

const LINE: ReminderLine = {
  ...{ caseId: 'c-1' as CaseId, number: '20261117-004', timer: 'resolve', clock: 'resolve:0', severity: 'general' },
  ...{ late: true, dueAt: '2026-11-17T12:00:00Z', summary: '7', what: null, card: null },
};
const LINES = TIMER_KINDS.flatMap((timer) => [
  { ...LINE, timer, what: timer === 'promise' ? '7' : null },
  { ...LINE, timer, late: false },
]);

/** Every string a wording holds, and what every function of one to three plain words gives. */
function strings(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => strings(child, `${path}.${key}`));
}

const sentences = (w: (typeof TONGUES)[number][1]): readonly (readonly [string, string])[] => [
  ...Object.entries(REFUSALS).flatMap(([code, all]) =>
    all.map(
      (params) => [`refusal ${code}`, refusalText(new RuleError(code as RefusalCode, params as never), w)] as const,
    ),
  ),
  ...NOTICES.map((n) => {
    const words = JSON.parse(JSON.stringify(n).replaceAll(JSON.stringify(WORST), '"7"'));
    return [`notice ${n.kind}`, (w.notice[n.kind] as (n: unknown, s: typeof who) => string)(words, who)] as const;
  }),
  ...LINES.flatMap((line) => [
    [`reminder of ${line.timer}`, w.reminder.sentence(line, '20:00')] as const,
    [`reminder of ${line.timer} in a list`, w.reminder.line(line, '20:00')] as const,
  ]),
  ['more reminders', w.reminder.more(7)],
  ['acknowledged', w.screen.done.acknowledged('20261117-004', w.name.timer.resolve)],
  ['detached', w.screen.done.detached('20261117-005', '20261117-004')],
  ['merged', w.screen.done.merged('20261117-005', '20261117-004')],
  ['decided', w.screen.done.decided('20261117-005', '¥200', w.name.proposalState.offered)],
  ['merge into', w.screen.ask.mergeInto('20261117-004')],
  ['gave up', w.reading.gaveUp(w.reading.gaveUpWhy.refused)],
  ['to confirm', w.reading.toConfirm(w.reading.field.category, w.name.action.confirm_reading, w.name.action.amend)],
  ['said later', w.reading.versus('7', '8', 'message')],
  ['no complaint', w.reading.mayBeNone(w.reading.who.model)],
  ['perhaps one', w.reading.mayBeUnsure(w.reading.who.rule)],
  ['value before', w.reading.basis.earlier([w.reading.none, w.reading.who.person])],
  ['confirmed', w.reading.basis.confirmedBy('7', '20:00')],
  ['confirmed in short', w.reading.basis.confirmed('7')],
  ['model', w.screen.digest.model.used([w.screen.digest.model.asked(7, 1), w.screen.digest.model.unpriced(7)])],
  ['cached', w.screen.digest.model.cached('7%')],
  ...BARE.map(
    (n) => [`bare notice ${n.kind}`, (w.notice[n.kind] as (n: Notice, s: typeof who) => string)(n, who)] as const,
  ),
  ...EVENTS.map(({ body }) => {
    const words = JSON.parse(JSON.stringify(body).replaceAll(JSON.stringify(WORST), '"7"'));
    const line = w.event[body.type] as unknown as (b: unknown, by: string, s: typeof who) => string;
    return [`event ${body.type}`, line(words, '7', who)] as const;
  }),
];

describe.each(TONGUES)('the words in %s', (language, w) => {
  it.each(sentences(w))('say something for %s', (_, text) => {
    expect(text.trim()).not.toBe('');
    expect(text).not.toMatch(/undefined|null|\[object|NaN/);
    if (language === 'zh') expect(text).toMatch(HAN);
    else expect(withoutEntries(text)).not.toMatch(HAN);
  });

  it('never shout', () => {
    for (const [name, text] of [...sentences(w), ...strings(w)]) expect.soft(text, name).not.toMatch(/[!！]/);
  });

  it('stay in their language', () => {
    for (const [path, text] of strings(w)) {
      if (path === '.language' || /commands\.\d+\.words$/.test(path) || text === '') continue;
      if (language === 'zh') expect.soft(text, path).toMatch(HAN);
      else expect.soft(withoutEntries(text), path).not.toMatch(HAN);
    }
  });

  it('call the entries of a message’s menu what they are called there', () => {
    const hints = w.screen.help.hints.join('\n');
    for (const entry of MENU_ENTRIES) expect.soft(hints).toContain(`“${entry}”`);
    const [register = ''] = MENU_ENTRIES;
    const told = new Map(sentences(w)).get('notice not_registered');
    expect(told).toContain(`“${register}”`);
  });

  it('use the punctuation of their language', () => {
    if (language === 'en')
      for (const [path, text] of sentences(w)) expect.soft(text, path).not.toMatch(/[，。；：、（）]/);
    else for (const [path, text] of sentences(w)) expect.soft(text, path).not.toMatch(/[\u3400-\u9fff][,;:?]/);
  });

  it('leave no name empty', () => {
    for (const [path, text] of [...strings(w.name), ...strings(w.reading)]) expect.soft(text.trim(), path).not.toBe('');
  });

  it('fit the heads and buttons of a form', () => {
    const words = [...Object.values(w.form.title), ...Object.values(w.form.submit), w.form.cancel, w.form.close];
    for (const word of [
      ...words,
      w.screen.error.title,
      w.screen.why.title,
      w.screen.timeline.title,
      w.reading.basis.title,
    ]) {
      expect.soft([...word].length, word).toBeLessThanOrEqual(24);
    }
    for (const text of Object.values(w.form.placeholder)) expect.soft([...text].length, text).toBeLessThanOrEqual(150);
    for (const text of Object.values(w.form.purposeMeans)) expect.soft([...text].length, text).toBeLessThanOrEqual(75);
  });

  it('tell different things apart', () => {
    const groups = [
      CATEGORIES.map((k) => w.name.category[k]),
      TRIGGERS.map((k) => w.name.trigger[k]),
      SEVERITIES.map((k) => w.name.severity[k]),
      CASE_STATUSES.map((k) => w.name.status[k]),
      CASE_ACTIONS.map((k) => w.name.action[k]),
      SOLUTIONS.map((k) => w.name.solution[k]),
      READING_REASONS.map((k) => w.name.reason[k]),
      TIMER_KINDS.map((k) => w.name.timer[k]),
      ...[w.name.pauseReason, w.name.resolution, w.name.causeVerdict, w.name.party, w.name.crisisPhase].map(words),
      ...[w.name.impact, w.name.match].map(words),
      ...[w.reading.emotion, w.reading.field, w.reading.sureness, w.reading.gaveUpWhy, w.reading.who].map(words),
      ...[w.name.money, w.name.payer, w.name.contactWay, w.name.expiry, w.name.role].map(words),
      ASKABLE_FACTS.map((k) => w.name.askable[k]),
    ];
    for (const group of groups) expect(new Set(group).size).toBe(group.length);
  });

  it('carry the token of a fault', () => {
    expect(w.screen.error.broken('7f3a')).toContain('7f3a');
  });
});

describe('what is said', () => {
  const zh = wordingFor('zh');

  it('names the limit, what it would come to, and who may sign', () => {
    const said = (limit: 'decision' | 'case' | 'vehicle' | 'month') => zh.refusal.above_authority({ ...ABOVE, limit });
    expect(said('decision')).toBe('¥1,200超过了你的本次审批额度¥1,000，请客户关系经理或总经理来审批。');
    expect(said('month')).toBe(
      '批了这笔¥600，你本月累计就是¥1,200，超过了你的额度¥1,000，请客户关系经理或总经理来审批。',
    );
    expect(said('vehicle')).toContain('本车累计就是¥1,200');
    expect(said('case')).toContain('本案累计就是¥1,200');
  });

  it('calls for what is late, and warns of what will be', () => {
    const says = (more: Partial<ReminderLine>) => zh.reminder.sentence({ ...LINE, ...more }, '11-17 20:00');
    expect(says({})).toBe('一般客诉 20261117-004 的答复时限已过（11-17 20:00），请处理。');
    expect(says({ late: false })).toBe('一般客诉 20261117-004 的答复时限快到了（11-17 20:00），请处理。');
    expect(says({ timer: 'notice' })).toContain('7 个工作日');
    expect(says({ timer: 'odr' })).toContain('12315 平台答复（十个工作日）');
    expect(says({ timer: 'promise', what: '15:00 回电' })).toContain('“15:00 回电”');
  });

  it('keeps kinds of money apart on the timeline, with who pays', () => {
    const body = EVENTS.find((e) => e.body.type === 'proposed')?.body;
    if (body?.type !== 'proposed') throw new Error('no proposal');
    const lines = [
      { kind: 'refund', payer: 'dealer', amountFen: 80_000 },
      { kind: 'goodwill', payer: 'manufacturer', amountFen: 50_000 },
    ] as const;
    const line = zh.event.proposed({ ...body, solutions: ['refund', 'compensation'], lines: [...lines] }, '小赵', who);
    expect(line).toBe('小赵提出方案：退款、补偿，退款 ¥800、善意补偿 ¥500（厂家）');
  });

  it('tells of a breach and of what was not allowed', () => {
    const { breached, refused } = zh.event;
    const dueAt = '2026-11-17T12:00:00Z';
    expect(breached({ type: 'breached', clock: 'resolve:0', kind: 'resolve', dueAt }, '客诉台', who)).toBe(
      '超时：答复时限 20:00',
    );
    expect(refused({ type: 'refused', action: 'approve', code: 'above_authority' }, '小李', who)).toBe(
      '小李试图“批准”，未获准',
    );
  });
});

describe('times', () => {
  const now = new Date('2026-11-16T14:10:00Z'); // 22:10 in Shanghai
  const { time } = wordingFor('zh');
  const at = (iso: string) => moment(iso, now, 'Asia/Shanghai', time);

  it('are told in the store’s day', () => {
    expect(at('2026-11-16T12:00:00Z')).toBe('今天 20:00');
    expect(at('2026-11-17T12:00:00Z')).toBe('明天 20:00');
    expect(at('2026-11-15T16:30:00Z')).toBe('今天 00:30');
    expect(at('2026-11-15T15:30:00Z')).toBe('昨天 23:30');
    expect(at('2026-11-20T12:00:00Z')).toBe('11-20 20:00');
    expect(at('2027-01-04T12:00:00Z')).toBe('2027-01-04 20:00');
  });

  it('say how late something is', () => {
    expect(overdueBy('2026-11-16T12:00:00Z', now, time)).toBe('已超时 2小时10分');
    expect(overdueBy('2026-11-15T11:10:00Z', now, time)).toBe('已超时 1天3小时');
    expect(overdueBy('2026-11-16T14:09:30Z', now, time)).toBe('已超时 不到1分钟');
    expect(overdueBy('2026-11-16T14:10:00Z', now, time)).toBeNull();
    expect(overdueBy('2026-11-16T12:00:00Z', now, wordingFor('en').time)).toBe('overdue by 2 h 10 min');
  });

  it('head a digest with the weekday', () => {
    expect(dateHeading('2026-11-16', time)).toBe('11月16日 周一');
    expect(dateHeading('2026-11-16', wordingFor('en').time)).toBe('Mon 16 Nov');
  });
});
