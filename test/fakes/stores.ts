import type { CaseEvent } from '../../src/domain/case-event.ts';
import type { CaseId, PlaceRef } from '../../src/domain/ids.ts';
import type { Message } from '../../src/domain/message.ts';
import type { PlacePurpose } from '../../src/domain/place.ts';
import type { Ports, Usage } from '../../src/ports.ts';
import { createFakeAttachments, createFakePlaces, createFakeShown } from './belongings.ts';
import { createFakeCases } from './cases.ts';
import { createFakeClocks } from './clocks.ts';
import { createFakeInbox } from './inbox.ts';
import { createFakeJobs, type FakeJobs } from './jobs.ts';
import { createFakeKeeping } from './keeping.ts';
import { createFakePeople } from './people.ts';
import { createFakeUsage } from './usage.ts';
import { createFakeVisits } from './visits.ts';

/** What the fakes share, open to a test that wants to look or to prepare. */
export interface FakeMemory {
  readonly messages: Map<string, Message>;
  readonly timelines: Map<CaseId, readonly CaseEvent[]>;
  readonly marks: Map<PlaceRef, { readonly purpose: PlacePurpose; readonly at: Date }>;
  /** When each case has to be looked at; null = not until it changes. */
  readonly nextCheckAt: Map<CaseId, Date | null>;
}

export type FakeStores = Pick<
  Ports,
  'inbox' | 'cases' | 'clocks' | 'visits' | 'shown' | 'people' | 'places' | 'attachments' | 'keeping'
> & {
  readonly jobs: FakeJobs;
  readonly usage: Usage;
  readonly memory: FakeMemory;
};

/** Stores in a few Maps, for flow tests. test/contracts holds them to the same promises as the real ones. */
export function createFakeStores(): FakeStores {
  const memory: FakeMemory = { messages: new Map(), timelines: new Map(), marks: new Map(), nextCheckAt: new Map() };
  const jobs = createFakeJobs();
  return {
    memory,
    jobs,
    inbox: createFakeInbox(memory, jobs),
    cases: createFakeCases(memory, jobs),
    clocks: createFakeClocks(memory, jobs),
    visits: createFakeVisits(),
    shown: createFakeShown(),
    people: createFakePeople(),
    places: createFakePlaces(memory),
    attachments: createFakeAttachments(),
    keeping: createFakeKeeping(),
    usage: createFakeUsage(),
  };
}
