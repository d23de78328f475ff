import type { Case } from '../../src/domain/case.ts';
import type { ClockSet } from '../../src/domain/case-clock.ts';
import type { CaseEvent, CaseEventBody, CaseEventOf } from '../../src/domain/case-event.ts';
import { replay } from '../../src/domain/case-fold.ts';
import { openingClocks } from '../../src/domain/clock.ts';
import type { Category, Severity } from '../../src/domain/complaint.ts';
import type { MoneyKind } from '../../src/domain/money.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { caseId, opened, personId, proposalId } from '../support/cases.ts';

/*
 * The week of a made-up dealership, 16 to 22 November 2026, as timelines: fourteen new cases, two carried in, and the quarter before.
 */

/** `11-16 09:05` in Shanghai, as an instant. */
export const at = (local: string): Date => new Date(`2026-${local.replace(' ', 'T')}:00+08:00`);

export type Entry = readonly [local: string, body: CaseEventBody];

const timelineOf = (id: string, entries: readonly Entry[], by = '小赵'): readonly CaseEvent[] =>
  entries.map(([local, body], i) => ({
    caseId: caseId(id),
    seq: i + 1,
    at: at(local).toISOString(),
    by: personId(by),
    body,
  }));

export const open = (
  local: string,
  category: Category,
  severity: Severity = 'general',
  more: Partial<CaseEventOf<'opened'>> = {},
): Entry[] => [
  [
    local,
    opened({
      number: `2026${local.slice(0, 5).replace('-', '')}-${local.slice(6).replace(':', '')}`,
      category: { value: category, quote: null, by: 'rule', sureness: 'stated' },
      severity,
      clocks: openingClocks(at(local), severity, { triggers: [], returnClaimed: false }, DEFAULT_POLICY),
      ...more,
    }),
  ],
];
export const claim = (local: string, who = '小赵'): Entry[] => [[local, { type: 'claimed', assignee: personId(who) }]];

export type Sum = readonly [kind: MoneyKind, yuan: number];
const total = (sums: readonly Sum[]): number => sums.reduce((sum, [, yuan]) => sum + yuan * 100, 0);

/** A proposal; without a sum it goes straight to the customer. */
export const propose = (local: string, id: string, ...sums: readonly Sum[]): Entry[] => [
  [
    local,
    {
      type: 'proposed',
      proposal: proposalId(id),
      solutions: ['apology'],
      lines: sums.map(([kind, yuan]) => ({ kind, payer: 'dealer', amountFen: yuan * 100 })),
      reason: '安抚客户',
    },
  ],
];
export const approve = (local: string, id: string, yuan: number): Entry[] => [
  [local, { type: 'approved', proposal: proposalId(id), amountFen: yuan * 100, onBehalfOf: null }],
];
export const accept = (local: string, id: string): Entry[] => [
  [local, { type: 'accepted', proposal: proposalId(id), text: '', responsible: null, executeBy: null }],
];
export const carryOut = (local: string, id: string): Entry[] => [
  [local, { type: 'carried_out', proposal: proposalId(id), proof: '已办', attachments: [], clocks: [] }],
];
/** From the proposal to its proof. */
export const solve = (from: string, until: string, id: string, ...sums: readonly Sum[]): Entry[] => [
  ...propose(from, id, ...sums),
  ...(sums.length > 0 ? approve(from, id, total(sums) / 100) : []),
  ...accept(from, id),
  ...carryOut(until, id),
];
export const close = (local: string, closing: Partial<CaseEventOf<'closed'>> = {}): Entry[] => [
  [local, { type: 'followed_up', result: 'satisfied', text: '', clocks: [] }],
  [
    local,
    { type: 'closed', text: '', resolution: 'apologised', verdict: 'dissatisfied', parties: ['dealer'], ...closing },
  ],
];
/** The clock of the answer in a round, as it is set for a severity at that time. */
const answerClock = (local: string, severity: Severity, round: number): ClockSet[] =>
  openingClocks(at(local), severity, { triggers: [], returnClaimed: false }, DEFAULT_POLICY)
    .filter((clock) => clock.kind === 'resolve')
    .map((clock) => ({ ...clock, key: `resolve:${round}` }));

/** Comes back, as a serious one. */
export const reopen = (local: string): Entry[] => [
  [local, { type: 'reopened', reason: '还是不行', clocks: answerClock(local, 'serious', 1) }],
];
export const raise = (local: string, from: Severity, to: Severity, round = 0): Entry[] => [
  [local, { type: 'severity_changed', from, to, reason: '', triggers: [], clocks: answerClock(local, to, round) }],
];
export const breach = (local: string, kind: 'resolve' | 'claim' = 'resolve'): Entry[] => [
  [local, { type: 'breached', clock: `${kind}:0`, kind, dueAt: at(local).toISOString() }],
];
export const refuse = (local: string): Entry[] => [
  [local, { type: 'refused', action: 'approve', code: 'own_proposal' }],
];

const NEW: Readonly<Record<string, readonly Entry[]>> = {
  C1: [
    ...open('11-16 09:05', 'waiting_time'),
    ...claim('11-16 09:12'),
    ...solve('11-16 09:38', '11-16 11:30', 'p1', ['labour', 120]),
    ...close('11-17 10:00'),
  ],
  C2: [
    ...open('11-16 10:20', 'repair_quality', 'serious', { secondaryCategories: ['price_billing'] }),
    ...claim('11-16 10:40'),
    ...propose('11-16 15:25', 'p2', ['goodwill', 600]),
    ...refuse('11-16 15:26'),
    ...approve('11-16 15:30', 'p2', 600),
    ['11-16 17:00', { type: 'declined', proposal: proposalId('p2'), text: '要一千' }],
    ...solve('11-17 09:30', '11-17 16:00', 'p2b', ['goodwill', 1000]),
    ...reopen('11-18 16:30'),
    ...solve('11-19 09:00', '11-20 11:00', 'p2c'),
    ...close('11-21 11:30'),
  ],
  C3: [
    ...open('11-16 14:10', 'service_attitude'),
    ...claim('11-16 14:20'),
    ...solve('11-16 16:00', '11-16 16:40', 'p3', ['goodwill', 80]),
    ...close('11-17 14:00'),
    ...reopen('11-19 09:10'),
    ...raise('11-19 09:10', 'general', 'serious', 1),
    ...solve('11-20 10:30', '11-20 12:00', 'p3b', ['coupon', 400]),
    ...close('11-21 15:00'),
  ],
  C4: [
    ...open('11-17 10:05', 'warranty_claim'),
    ...claim('11-17 10:10'),
    ...solve('11-17 10:30', '11-17 17:00', 'p4', ['refund', 520], ['goodwill', 200]),
    ...close('11-18 17:30'),
  ],
  C5: [
    ...open('11-17 13:30', 'parts_supply', 'general', { department: 'parts', routedTo: personId('老钱') }),
    ...breach('11-17 14:00', 'claim'),
    ...breach('11-17 20:00'),
    ...claim('11-18 13:00', '何'),
    ...solve('11-18 13:00', '11-19 15:00', 'p5', ['goodwill', 300]),
    ...close('11-20 15:30'),
  ],
  C6: [
    ...open('11-17 17:50', 'product_quality', 'serious'),
    ['11-17 17:50', { type: 'crisis_watched', reason: '发抖音' }],
    ...raise('11-18 09:00', 'serious', 'major'),
    ...claim('11-18 09:08', '何'),
    [
      '11-18 09:20',
      { type: 'impact_assessed', yes: ['tension', 'attention', 'reputation', 'profit'], probability: 'high' },
    ],
    ['11-18 09:20', { type: 'crisis_opened', reason: '影响值高', team: [] }],
    ...propose('11-19 16:00', 'p6', ['goodwill', 30_000]),
    [
      '11-19 17:00',
      { type: 'rejected', proposal: proposalId('p6'), amountFen: 3_000_000, reason: '等检测结论', onBehalfOf: null },
    ],
    ...propose('11-20 10:00', 'p6b', ['goodwill', 5000]),
    ...approve('11-20 10:30', 'p6b', 5000),
    ...accept('11-20 18:00', 'p6b'),
    ['11-21 10:00', { type: 'paid', proposal: proposalId('p6b'), proof: '转账' }],
  ],
  C7: [
    ...open('11-18 15:20', 'sales_promise', 'serious', { department: 'sales' }),
    ...claim('11-18 15:30'),
    ...propose('11-19 09:30', 'p7', ['refund', 5000]),
    ...refuse('11-19 10:00'),
    ...raise('11-20 09:00', 'serious', 'major'),
    ...approve('11-20 11:00', 'p7', 5000),
    ...accept('11-20 14:00', 'p7'),
    ...carryOut('11-20 16:00', 'p7'),
    ...close('11-22 10:00'),
  ],
  C8: [
    ...open('11-19 10:30', 'privacy', 'serious'),
    ['11-19 11:00', { type: 'duplicate_received', message: 'slack:C1:9.9' as never }],
    ...claim('11-19 11:05'),
    ...solve('11-19 12:00', '11-19 18:00', 'p8'),
    ...close('11-20 14:30'),
  ],
  C9: [
    ...open('11-19 13:00', 'waiting_time'),
    ...claim('11-19 13:10'),
    ...solve('11-19 14:00', '11-19 17:00', 'p9'),
    ...close('11-20 17:30'),
  ],
  C10: [
    ...open('11-19 13:00', 'repair_quality', 'general', { part: 1 }),
    ...claim('11-19 13:10'),
    ['11-19 13:30', { type: 'date_agreed', dueAt: at('11-21 16:00').toISOString(), text: '周六补漆' }],
    ...solve('11-19 14:00', '11-21 15:00', 'p10'),
    ...close('11-22 15:30'),
  ],
  C11: [
    ...open('11-19 13:00', 'price_billing', 'general', { part: 2 }),
    ...claim('11-19 13:10'),
    ...solve('11-19 14:00', '11-19 16:00', 'p11'),
    ...close('11-20 16:30'),
  ],
  C12: [
    ...open('11-20 14:30', 'other'),
    ...claim('11-20 14:40'),
    ...solve('11-20 15:00', '11-20 18:30', 'p12', ['parts', 350]),
    ...close('11-21 18:40'),
  ],
  C13: [...open('11-21 10:15', 'product_quality', 'major')],
  C14: [
    ...open('11-22 11:30', 'service_attitude'),
    ...claim('11-22 11:40'),
    ...solve('11-22 12:00', '11-22 17:00', 'p14', ['coupon', 60]),
  ],
};

const BEFORE: Readonly<Record<string, readonly Entry[]>> = {
  A: [
    ...open('11-12 14:00', 'waiting_time', 'serious'),
    ...claim('11-12 14:10'),
    ...solve('11-13 10:00', '11-16 15:00', 'pa'),
    ...close('11-17 11:00'),
  ],
  B: [
    ...open('11-10 09:30', 'repair_quality'),
    ...claim('11-10 09:40', '吴'),
    ...breach('11-10 20:00'),
    ...solve('11-17 10:00', '11-18 15:00', 'pb'),
    ...close('11-18 16:00'),
  ],
  D1: plain('11-09', '11-11'),
  D2: plain('11-11', '11-13'),
  D3: plain('11-14', '11-15'),
};

function plain(openedOn: string, closedOn: string): Entry[] {
  const morning = `${openedOn} 10:00`;
  return [
    ...open(morning, 'waiting_time'),
    ...claim(morning),
    ...solve(morning, `${openedOn} 17:00`, `p-${openedOn}`),
    ...close(`${closedOn} 10:00`),
  ];
}

/** Thirty-two cases of October, four of them 重大有效客诉: reopened, by the store's own doing. */
const OCTOBER: Readonly<Record<string, readonly Entry[]>> = Object.fromEntries(
  Array.from({ length: 32 }, (_, i): readonly [string, readonly Entry[]] => {
    const day = `10-${(1 + (i % 28)).toString().padStart(2, '0')}`;
    const life = plain(day, day);
    const again = [
      ...reopen(`${day} 11:00`),
      ...solve(`${day} 12:00`, `${day} 13:00`, `q-${i}`),
      ...close(`${day} 18:00`),
    ];
    const inOrder = [
      ...open(`${day} 08:00`, 'rescue'),
      ...claim(`${day} 08:10`),
      ...solve(`${day} 08:20`, `${day} 08:30`, `r-${i}`),
    ];
    return [`Q${i}`, i < 4 ? [...inOrder, ...close(`${day} 10:00`), ...again] : life];
  }),
);

const stories = Object.entries({ ...OCTOBER, ...BEFORE, ...NEW });

/** Every timeline of the quarter up to Sunday evening, by case. */
export const TIMELINES: ReadonlyMap<string, readonly CaseEvent[]> = new Map(
  stories.map(([id, entries], i) => {
    // Every case has a number and a message of its own.
    const own = { number: `2026${i.toString().padStart(4, '0')}-001`, source: `slack:C1:${i}.0` as never };
    const [first, ...rest] = timelineOf(id, entries);
    if (first?.body.type !== 'opened') throw new Error(`${id} does not begin with its opening`);
    return [id, [{ ...first, body: { ...first.body, ...own } }, ...rest]];
  }),
);

/** The cases as they stood at an instant. */
export const casesAt = (now: Date): readonly Case[] =>
  [...TIMELINES.values()].flatMap((events) => {
    const c = replay(events.filter((e) => Date.parse(e.at) <= now.getTime()));
    return c ? [c] : [];
  });

export const eventsBetween = (from: Date, to: Date): readonly CaseEvent[] =>
  [...TIMELINES.values()].flat().filter((e) => Date.parse(e.at) >= from.getTime() && Date.parse(e.at) < to.getTime());

/** 进厂台次 of the quarter before the week, and of the week. */
export const VISITS = [
  { from: '2026-10-01', to: '2026-11-15', count: 5180 },
  { from: '2026-11-16', to: '2026-11-22', count: 632 },
];

/** One case of a story of its own. */
export function caseOfStory(...entries: readonly (readonly Entry[])[]): Case {
  const c = replay(timelineOf('x', entries.flat()));
  if (!c) throw new Error('a story begins with an opening');
  return c;
}
export const timelineOfStory = (...entries: readonly (readonly Entry[])[]): readonly CaseEvent[] =>
  timelineOf('x', entries.flat());
