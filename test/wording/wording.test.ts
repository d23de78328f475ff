import { describe, expect, it } from 'vitest';
import { CASE_ACTIONS } from '../../src/domain/case-action.ts';
import { CASE_STATUSES } from '../../src/domain/case-status.ts';
import { ASKABLE_FACTS, CATEGORIES, READING_REASONS, SEVERITIES, TRIGGERS } from '../../src/domain/complaint.ts';
import { type RefusalCode, type Refusals, RuleError } from '../../src/domain/errors.ts';
import { ROLES } from '../../src/domain/person.ts';
import { SOLUTIONS } from '../../src/domain/solution.ts';
import { refusalText } from '../../src/wording/language.ts';
import { dateHeading, moment, overdueBy } from '../../src/wording/time.ts';
import { wordingFor } from '../../src/wording/wording.ts';
import { TONGUES, WORST } from '../slack/views-data.ts';
import { EVENTS, NOTICES } from '../slack/views-events.ts';

const REFUSALS: { readonly [C in RefusalCode]: readonly Refusals[C][] } = {
  illegal_move: CASE_STATUSES.map((status) => ({ status })),
  action_not_in_state: CASE_ACTIONS.map((action) => ({ action, status: 'closed' })),
  role_may_not: [{ action: 'follow_up', roles: ['customer_care', 'general_manager'] }],
  no_role: [{ action: 'claim' }],
  person_inactive: [{}],
  already_claimed: [{ by: '7' }, { by: '' }],
  already_decided: (['approved', 'rejected', 'withdrawn', 'accepted', 'declined', 'executed'] as const).map(
    (decision) => ({ by: '7', decision }),
  ),
  own_proposal: [{}],
  above_authority: [
    { amountFen: 500_000, limitFen: 100_000, roles: ['general_manager'] },
    { amountFen: 500_000, limitFen: 0, roles: [] },
  ],
  amount_changed: [{ shownFen: 60_000, nowFen: 100_000 }],
  not_your_proposal: [{ by: '7' }],
  lowering_needs_manager: [{ roles: ROLES.slice(3) }],
  same_severity: [{}],
  dismissing_major_needs_manager: [{ roles: ROLES.slice(3) }],
  reason_required: [{}],
  nothing_to_change: [{}],
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
  csv_line: (['columns', 'role', 'department', 'contact'] as const).map((problem) => ({ line: 3, problem })),
  csv_empty: [{}],
  no_complaints_place: [{}],
  already_registered: [{ numbers: ['20261116-001', '20261116-002'] }],
};

const HAN = /[\u3400-\u9fff]/;
const who = { name: () => '7', at: () => '20:00' };

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
  ...EVENTS.map(({ body }) => {
    const words = JSON.parse(JSON.stringify(body).replaceAll(JSON.stringify(WORST), '"7"'));
    const line = w.event[body.type] as (b: unknown, by: string, s: typeof who) => string;
    return [`event ${body.type}`, line(words, '7', who)] as const;
  }),
];

describe.each(TONGUES)('the words in %s', (language, w) => {
  it.each(sentences(w))('say something for %s', (_, text) => {
    expect(text.trim()).not.toBe('');
    expect(text).not.toMatch(/undefined|null|\[object|NaN/);
    if (language === 'zh') expect(text).toMatch(HAN);
    else expect(text).not.toMatch(HAN);
  });

  it('never shout', () => {
    for (const [name, text] of [...sentences(w), ...strings(w)]) expect.soft(text, name).not.toMatch(/[!！]/);
  });

  it('stay in their language', () => {
    for (const [path, text] of strings(w)) {
      if (path === '.language' || /commands\.\d+\.words$/.test(path) || text === '') continue;
      if (language === 'zh') expect.soft(text, path).toMatch(HAN);
      else expect.soft(text, path).not.toMatch(HAN);
    }
  });

  it('use the punctuation of their language', () => {
    if (language === 'en')
      for (const [path, text] of sentences(w)) expect.soft(text, path).not.toMatch(/[，。；：、（）]/);
    else for (const [path, text] of sentences(w)) expect.soft(text, path).not.toMatch(/[\u3400-\u9fff][,;:?]/);
  });

  it('leave no name empty', () => {
    for (const [path, text] of strings(w.name)) expect.soft(text.trim(), path).not.toBe('');
  });

  it('fit the heads and buttons of a form', () => {
    const words = [...Object.values(w.form.title), ...Object.values(w.form.submit), w.form.cancel, w.form.close];
    for (const word of [...words, w.screen.error.title, w.screen.why.title, w.screen.timeline.title]) {
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
      ASKABLE_FACTS.map((k) => w.name.askable[k]),
    ];
    for (const group of groups) expect(new Set(group).size).toBe(group.length);
  });

  it('carry the token of a fault', () => {
    expect(w.screen.error.broken('7f3a')).toContain('7f3a');
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
