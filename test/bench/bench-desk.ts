import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/db/database.ts';
import { createStores, type Stores } from '../../src/db/stores.ts';
import type { ChatUserRef, MessageRef, PersonId, PlaceRef, StoreId } from '../../src/domain/ids.ts';
import type { Department, Person, Role } from '../../src/domain/person.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.ts';
import { claimJobs, runJob } from '../../src/flows/run-jobs.ts';
import type { Chat, Ports } from '../../src/ports.ts';
import { readByRules } from '../../src/reading/rules.ts';
import { createFakeModels } from '../fakes/models.ts';

export const COMPLAINTS = 'slack:CBENCH' as PlaceRef;

/** A clock that stands where it was put. */
export interface HandClock {
  at: Date;
  now(): Date;
  newId(): string;
}

export const handClock = (at: Date): HandClock => {
  const clock: HandClock = { at, now: () => clock.at, newId: randomUUID };
  return clock;
};

/** The real flows and stores over a database; the chat takes everything at once and shows it nowhere. */
export interface BenchDesk {
  readonly ports: Ports;
  readonly stores: Stores;
  readonly storeId: StoreId;
}

let cards = 0;
const quietChat = (): Chat => {
  const show = async () => ({ type: 'shown', ref: `slack:CBENCH:${++cards}.9` as MessageRef }) as const;
  return {
    showCase: async (_, at) => (at.shown ? { type: 'shown', ref: at.shown } : show()),
    showApproval: show,
    showReport: show,
    showCrisis: show,
    sendDigest: show,
    openRoom: async () => null,
    say: show,
    markSeen: async () => {},
    profile: async (user) => ({ name: user, email: null, active: true }),
    userByEmail: async () => null,
    userById: (id) => id as ChatUserRef,
    writtenIn: async () => ({ type: 'messages', messages: [] }),
    writtenUnder: async () => ({ type: 'messages', messages: [] }),
    directPlace: async () => null,
    download: async () => ({ type: 'gone' }),
  };
};

/** A desk without people or places yet. */
export function benchDesk(
  database: Database,
  storeId: string,
  clock: Ports['clock'],
  policy: Policy = DEFAULT_POLICY,
): BenchDesk {
  const stores = createStores(database, storeId as StoreId);
  const ports: Ports = {
    ...stores,
    clock,
    policies: { current: () => policy, of: () => policy, admins: () => [] },
    chat: quietChat(),
    models: createFakeModels(),
    reader: { read: async (input) => readByRules(input) },
  };
  return { ports, stores, storeId: storeId as StoreId };
}

/** The people of the bench's dealership: thirty advisors and those who decide. */
export const ADVISORS = 30;
export const advisorId = (n: number): PersonId => `person-advisor-${String(n).padStart(2, '0')}` as PersonId;

const STAFF: readonly (readonly [PersonId, string, Role, Department])[] = [
  ...Array.from({ length: ADVISORS }, (_, n) => [advisorId(n), `顾问${n + 1}`, 'advisor', 'service'] as const),
  ['person-care' as PersonId, '小赵', 'customer_care', 'customer_relations'],
  ['person-wu' as PersonId, '吴经理', 'department_manager', 'service'],
  ['person-zhou' as PersonId, '周经理', 'customer_relations_manager', 'customer_relations'],
  ['person-he' as PersonId, '何总', 'general_manager', 'management'],
];

export const userOf = (id: PersonId): ChatUserRef => `slack:U-${id}` as ChatUserRef;

/** Saves the people and marks the complaint channel. */
export async function settleIn({ ports }: BenchDesk): Promise<void> {
  for (const [id, name, role, department] of STAFF)
    await ports.people.save(id, { name, role, department, isAdmin: false, chatUser: userOf(id), email: null });
  await ports.places.mark(COMPLAINTS, 'complaints', ports.clock.now());
}

export async function personOf({ ports }: BenchDesk, id: string): Promise<Person> {
  const found = await ports.people.get(id as PersonId);
  if (!found) throw new Error(`nobody of the id ${id}`);
  return found;
}

/** Does jobs until none is due, one after another; a job that fails ends the measurement. */
export async function work({ ports }: Pick<BenchDesk, 'ports'>): Promise<number> {
  for (let done = 0; ; ) {
    const jobs = await claimJobs(ports, 20);
    if (jobs.length === 0) return done;
    for (const job of jobs) {
      const report = await runJob(ports, job);
      if (report.type !== 'done') throw new Error(`job ${job.payload.kind} failed`, { cause: report.error });
      done += 1;
    }
  }
}
