import { readFileSync } from 'node:fs';
import type { Case, CustomerPromise, Proposal, Report } from '../../src/domain/case.ts';
import {
  type ApprovalCard,
  type CaseCard,
  type CaseLine,
  cardActions,
  clockLines,
} from '../../src/domain/case-card.ts';
import { type CaseClock, CLOCK_KINDS, type ClockKind } from '../../src/domain/case-clock.ts';
import type { CaseEvent } from '../../src/domain/case-event.ts';
import { type CaseReading, DOUBT_FIELDS, type HeardPromise, readByRulesAlone } from '../../src/domain/case-reading.ts';
import { CASE_STATUSES, type CaseStatus } from '../../src/domain/case-status.ts';
import { isOverdue } from '../../src/domain/clock.ts';
import { PARTIES } from '../../src/domain/closing.ts';
import { CATEGORIES, type Found, SEVERITIES, type Severity, TRIGGERS } from '../../src/domain/complaint.ts';
import { watched } from '../../src/domain/crisis.ts';
import type {
  AttachmentId,
  CaseId,
  ChatUserRef,
  MessageRef,
  PersonId,
  PlaceRef,
  ProposalId,
} from '../../src/domain/ids.ts';
import type { Person } from '../../src/domain/person.ts';
import { SOLUTIONS } from '../../src/domain/solution.ts';
import { en } from '../../src/wording/en.ts';
import { zh } from '../../src/wording/zh.ts';

export const TONGUES = [
  ['zh', zh],
  ['en', en],
] as const;
/** The names of the entries in a message's menu, as the manifest gives them to everybody in one language. */
export const MENU_ENTRIES: readonly string[] = (
  JSON.parse(readFileSync('manifest.json', 'utf8')) as { features: { shortcuts: { name: string }[] } }
).features.shortcuts.map(({ name }) => name);
/** A text without the entries it quotes. */
export const withoutEntries = (text: string): string =>
  MENU_ENTRIES.reduce((rest, name) => rest.replaceAll(`“${name}”`, ''), text);
export const NOW = new Date('2026-11-16T14:10:00Z'); // 22:10 in Shanghai
export const ZONE = 'Asia/Shanghai';
export const METADATA = JSON.stringify({ caseId: 'c-1', proposalId: 'p-1' });

/** Customer data that no card may show. */
export const SECRET = {
  name: '王小明',
  phone: '15490060267',
  landline: '02162808859',
  plate: '沪A28R60',
  vin: 'LSVAA4187C2184841',
} as const;

/** The worst a person can type: long, emoji, markup, broadcasts and customer data in the middle. */
export const NASTY = '<!channel> <@U1> <http://x|y> & ';
export const WORST = `${NASTY}${SECRET.phone} ${SECRET.vin} ${SECRET.plate} ${SECRET.name} ${'😀&<>'.repeat(720)}`;

const person = (id: string, name: string, role: Person['role']): Person => ({
  id: id as PersonId,
  name,
  role,
  department: 'service',
  isAdmin: false,
  chatUser: `slack:U${id}` as ChatUserRef,
  email: null,
  active: true,
  deputy: null,
  absences: [],
  shifts: null,
});
export const ZHAO = person('p1', '小赵', 'customer_care');
export const WU = person('p2', '吴经理', 'department_manager');
export const LONG_NAME = person('p3', `${NASTY}${'长'.repeat(200)}`, 'general_manager');
export const PEOPLE: ReadonlyMap<PersonId, Person> = new Map([ZHAO, WU, LONG_NAME].map((p) => [p.id, p]));
export const mention = (p: Person): string => `<@${(p.chatUser ?? '').replace('slack:', '')}>`;
export const link = (): string => 'https://example.slack.com/archives/C1/p1';

const found = <T>(value: T, sureness: Found<T>['sureness'] = 'stated'): Found<T> => ({
  value,
  quote: WORST,
  by: 'rule',
  sureness,
});

export const proposal = (state: Proposal['state'], change: Partial<Proposal> = {}): Proposal => ({
  id: 'p-1' as ProposalId,
  solutions: SOLUTIONS,
  lines: [
    { kind: 'refund', payer: 'dealer', amountFen: 1_000_000_000 },
    { kind: 'goodwill', payer: 'manufacturer', amountFen: 12_050 },
  ],
  reason: WORST,
  proposedBy: ZHAO.id,
  proposedAt: '2026-11-16T01:38:00Z',
  state,
  signatures: [],
  decidedBy: null,
  decidedAt: null,
  decisionReason: null,
  consent: null,
  answer: null,
  responsible: state === 'accepted' ? LONG_NAME.id : null,
  executeBy: state === 'accepted' ? '2026-11-18T12:00:00Z' : null,
  paidAt: state === 'executed' ? '2026-11-16T02:00:00Z' : null,
  ...change,
});

/** A clock of the first round that runs until `dueAt`. */
export const clock = (kind: ClockKind, dueAt: string | null, change: Partial<CaseClock> = {}): CaseClock => ({
  ...{ key: `${kind}:0`, kind, startedAt: '2026-11-16T01:05:00Z', from: '2026-11-16T01:05:00Z', dueAt },
  ...{ missingYear: null, agreedInsteadOf: null, metAt: null, endedAt: null, breachedAt: null, acknowledgedAt: null },
  ...change,
});

/** Every clock there is, half of them run out. */
const CLOCKS: readonly CaseClock[] = CLOCK_KINDS.map((kind, i) =>
  clock(kind, kind === 'resolve' || i % 2 === 0 ? '2026-11-16T12:00:00Z' : '2026-11-20T12:00:00Z', {
    ...(kind === 'resolve' ? { agreedInsteadOf: '2026-11-16T09:00:00Z' } : {}),
  }),
);

export const promise = (id: string, dueAt: string, change: Partial<CustomerPromise> = {}): CustomerPromise => ({
  ...{ id, text: WORST, dueAt, by: ZHAO.id, at: '2026-11-16T01:05:00Z', keptAt: null, brokenAt: null },
  ...change,
});

/** A report to the manufacturer that was sent. */
export const REPORT: Report = {
  ...{ id: 'r-1', version: 1, draftedAt: '2026-11-16T02:00:00Z', sentAt: '2026-11-16T03:00:00Z', sentBy: WU.id },
  fields: {
    ...{
      summary: WORST,
      vehicle: WORST,
      severity: 'major',
      risks: [{ trigger: 'media', quote: WORST }],
      demand: WORST,
    },
    ...{ openedAt: '2026-11-16T01:05:00Z', firstContactAt: null, measures: WORST, wanted: WORST },
  },
};

const LIVE: Partial<Record<CaseStatus, Proposal['state']>> = {
  awaiting_approval: 'pending',
  offering: 'offered',
  executing: 'accepted',
};

/** A promise that a message told of. */
export const heardPromise = (id: string, change: Partial<HeardPromise> = {}): HeardPromise => ({
  ...{ id, text: WORST, dueText: WORST, dueAt: '2026-11-17T07:00:00Z', quote: WORST },
  ...change,
});

/** A reading in which nothing is sure. */
export const WORST_READING: CaseReading = {
  ...{ second: 'gave_up', gaveUp: 'refused', byPerson: [], hiddenNeed: WORST, emotion: 'furious' },
  doubts: DOUBT_FIELDS.map((field, i) => ({
    ...{ field, held: WORST, said: i % 2 ? WORST : null, by: i % 3 ? 'model' : 'message' },
  })),
  heard: Array.from({ length: 5 }, (_, i) => heardPromise(`h-${i}`)),
  heardQuotes: [],
};

/** A case with everything in it, each at its longest. */
export function worstCase(
  status: CaseStatus = 'claimed',
  severity: Severity = 'major',
  change: Partial<Case> = {},
): Case {
  return {
    id: 'c-1' as CaseId,
    number: '20261116-001',
    version: 7,
    sourceState: 'as_posted',
    instructions: [],
    status,
    openedAt: '2026-11-16T01:05:00Z',
    updatedAt: '2026-11-16T01:05:00Z',
    reporter: LONG_NAME.id,
    intake: 'channel',
    source: 'slack:C1:1.1' as MessageRef,
    part: 0,
    place: 'slack:C1' as PlaceRef,
    thread: 'slack:C1:1.1' as MessageRef,
    policyVersion: 'default-1',
    text: WORST,
    summary: WORST,
    category: found('other', 'uncertain'),
    subcategory: 'in_shop_damage',
    secondaryCategories: CATEGORIES,
    severity,
    triggers: TRIGGERS.map((trigger) => ({ trigger, quote: WORST })),
    customerType: 'activist',
    facts: {
      customerName: found(SECRET.name),
      phone: found(SECRET.phone, 'uncertain'),
      plate: found(SECRET.plate),
      vin: found(SECRET.vin),
      model: found(WORST),
      mileageKm: found(12_400),
      amountFen: found(16_800_000, 'uncertain'),
      occurredOn: found('2026-11-15'),
      demand: found(WORST),
    },
    vinCheckDigitOk: false,
    malformedVin: 'LSVAA4187C21848',
    reader: 'rules@1',
    reading: WORST_READING,
    dueAt: '2026-11-16T12:00:00Z',
    missingYear: '2028',
    raised: true,
    department: 'service',
    accused: [LONG_NAME.id, WU.id],
    clocks: CLOCKS,
    pauses: [{ at: '2026-11-16T13:00:00Z', until: null, waitingFor: 'other', reason: WORST }],
    breaches: CLOCK_KINDS.map((kind) => ({ key: `${kind}:0`, kind, dueAt: '2026-11-16T12:00:00Z' })),
    promises: Array.from({ length: 9 }, (_, i) => promise(`pr-${i}`, '2026-11-17T07:00:00Z')),
    assignee: LONG_NAME.id,
    closing: status === 'closed' ? { resolution: 'refunded', verdict: 'defect', parties: PARTIES } : null,
    repeatOf: { id: 'c-0' as CaseId, number: '20261101-003' },
    duplicates: 3,
    crisis: { ...watched('outbreak', '2026-11-16T02:00:00Z', null, WORST), openedAt: '2026-11-16T02:00:00Z' },
    reports: [REPORT, { ...REPORT, id: 'r-2', sentAt: null, sentBy: null }],
    flashes: 2,
    proposals: [proposal('executed', { id: 'p-0' as ProposalId }), ...(LIVE[status] ? [proposal(LIVE[status])] : [])],
    attachments: Array.from({ length: 25 }, (_, i) => ({
      id: `a-${i}` as AttachmentId,
      name: `${WORST}.jpg`,
      mimetype: 'image/jpeg',
      size: 1,
    })),
    firstContactAt: null,
    resolvedAt: null,
    closedAt: null,
    satisfied: status === 'closed',
    reopenCount: 2,
    mergedInto: status === 'merged' ? { id: 'c-2' as CaseId, number: '20261116-002' } : null,
    ...change,
  };
}

/** A case as most are: short, little known. */
export const plainCase = (change: Partial<Case> = {}): Case => ({
  ...worstCase('new', 'general'),
  summary: '保养说1小时，等了2小时没上工位',
  category: { value: 'waiting_time', quote: '等2小时', by: 'rule', sureness: 'stated' },
  subcategory: null,
  secondaryCategories: [],
  triggers: [],
  customerType: 'unknown',
  facts: {
    customerName: { value: '孙女士', quote: null, by: 'rule', sureness: 'stated' },
    phone: null,
    plate: null,
    vin: null,
    model: { value: 'polo', quote: null, by: 'rule', sureness: 'stated' },
    mileageKm: null,
    amountFen: null,
    occurredOn: null,
    demand: null,
  },
  vinCheckDigitOk: true,
  malformedVin: null,
  missingYear: null,
  raised: false,
  accused: [],
  clocks: [
    clock('claim', '2026-11-16T14:35:00Z'),
    clock('resolve', '2026-11-17T12:00:00Z'),
    clock('notice', '2026-11-25T12:00:00Z'),
  ],
  dueAt: '2026-11-17T12:00:00Z',
  pauses: [],
  breaches: [],
  promises: [],
  repeatOf: null,
  duplicates: 0,
  crisis: null,
  reports: [],
  flashes: 0,
  assignee: null,
  reporter: ZHAO.id,
  reading: readByRulesAlone(false),
  proposals: [],
  attachments: [],
  reopenCount: 0,
  ...change,
});

/** A card as the flows make it, at NOW. */
export const cardOf = (c: Case, recent: readonly CaseEvent[] = []): CaseCard => ({
  case: c,
  people: PEOPLE,
  recent,
  actions: cardActions(c),
  overdue: isOverdue(c, NOW),
  clocks: clockLines(c, NOW),
  timeZone: ZONE,
});

export const approvalOf = (p: Proposal): ApprovalCard => ({
  case: worstCase('awaiting_approval'),
  proposal: p,
  people: PEOPLE,
  approvers: p.state === 'pending' ? [WU, LONG_NAME] : [],
  paidFen: 12_000,
  paidOnCarFen: 300_000,
  chain: ['department_manager', 'general_manager'],
  onBehalfOf: new Map([[WU.id, LONG_NAME.id]]),
  expiredWhy: p.state === 'expired' ? 'severity' : null,
  consentMissing: p.state === 'pending',
  manufacturer: WORST,
  timeZone: ZONE,
});

export const LINES: readonly CaseLine[] = Array.from({ length: 60 }, (_, i) => ({
  case: worstCase(CASE_STATUSES[i % 6] ?? 'new', SEVERITIES[i % 3] ?? 'major', { id: `c-${i}` as CaseId }),
  assigneeName: i % 2 === 0 ? null : LONG_NAME.name,
  overdue: i % 4 === 0,
}));
