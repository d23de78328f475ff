import type { Case } from '../../src/domain/case.ts';
import type { CaseEvent, CaseEventBody, CaseEventOf } from '../../src/domain/case-event.ts';
import { apply } from '../../src/domain/case-fold.ts';
import { openingClocks } from '../../src/domain/clock.ts';
import { NO_FACTS } from '../../src/domain/complaint.ts';
import type { CaseId, MessageRef, PersonId, PlaceRef, ProposalId } from '../../src/domain/ids.ts';
import type { Person, Role } from '../../src/domain/person.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';

export const caseId = (s: string) => s as CaseId;
export const personId = (s: string) => s as PersonId;
export const proposalId = (s: string) => s as ProposalId;

/** Somebody with a role, for tests. */
export const person = (id: string, role: Role | null, more: Partial<Person> = {}): Person => ({
  id: personId(id),
  name: id,
  role,
  department: null,
  isAdmin: false,
  chatUser: null,
  email: null,
  active: true,
  deputy: null,
  absences: [],
  shifts: null,
  ...more,
});

/** When the timelines made here begin: a Monday, 09:00 in Shanghai. */
export const OPENED_AT = new Date(Date.UTC(2026, 10, 16, 1, 0));

/** An opening with the clocks that the default policy starts for its severity and triggers. */
export const opened = (more: Partial<CaseEventOf<'opened'>> = {}): CaseEventOf<'opened'> => ({
  type: 'opened',
  number: '20261116-001',
  intake: 'channel',
  source: 'slack:C1:1.1' as MessageRef,
  part: 0,
  thread: 'slack:C1:1.1' as MessageRef,
  place: 'slack:C1' as PlaceRef,
  reporter: personId('小李'),
  policyVersion: 'default-1',
  reader: 'rules-1',
  awaitsModel: false,
  instructions: [],
  department: 'service',
  routedTo: null,
  accused: [],
  repeatOf: null,
  clocks: openingClocks(OPENED_AT, more.severity ?? 'general', owed(more), DEFAULT_POLICY),
  text: '客户在休息区等了很久',
  summary: '等待过久',
  category: { value: 'waiting_time', quote: '等了很久', by: 'rule', sureness: 'stated' },
  subcategory: null,
  secondaryCategories: [],
  severity: 'general',
  triggers: [],
  customerType: 'unknown',
  facts: NO_FACTS,
  vinCheckDigitOk: true,
  malformedVin: null,
  ...more,
});

const owed = ({ triggers = [] }: Partial<CaseEventOf<'opened'>>) => ({
  triggers: triggers.map((found) => found.trigger),
  returnClaimed: false,
});

/** A timeline of bodies, a minute apart, all by one person. */
export const timeline = (bodies: readonly CaseEventBody[], by = personId('小李')): CaseEvent[] =>
  bodies.map((body, i) => ({
    caseId: caseId('case-1'),
    seq: i + 1,
    at: new Date(OPENED_AT.getTime() + i * 60_000).toISOString(),
    by,
    body,
  }));

/** The case that a list of bodies makes. */
export function caseOf(...bodies: CaseEventBody[]): Case {
  const c = timeline(bodies).reduce<Case | null>((before, event) => apply(before, event), null);
  if (!c) throw new Error('a case needs at least "opened"');
  return c;
}
