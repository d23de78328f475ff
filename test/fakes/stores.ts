import type { CaseEvent } from '../../src/domain/case-event.ts';
import type { CaseId } from '../../src/domain/ids.ts';
import type { Message } from '../../src/domain/message.ts';
import type { Ports } from '../../src/ports.ts';
import { createFakeAttachments, createFakePlaces, createFakeShown } from './belongings.ts';
import { createFakeCases } from './cases.ts';
import { createFakeInbox } from './inbox.ts';
import { createFakeJobs, type FakeJobs } from './jobs.ts';
import { createFakePeople } from './people.ts';

/** What the fakes share, open to a test that wants to look or to prepare. */
export interface FakeMemory {
  readonly messages: Map<string, Message>;
  readonly timelines: Map<CaseId, readonly CaseEvent[]>;
}

export type FakeStores = Pick<Ports, 'inbox' | 'cases' | 'shown' | 'people' | 'places' | 'attachments'> & {
  readonly jobs: FakeJobs;
  readonly memory: FakeMemory;
};

/** Stores in a few Maps, for flow tests. test/contracts holds them to the same promises as the real ones. */
export function createFakeStores(): FakeStores {
  const memory: FakeMemory = { messages: new Map(), timelines: new Map() };
  const jobs = createFakeJobs();
  return {
    memory,
    jobs,
    inbox: createFakeInbox(memory, jobs),
    cases: createFakeCases(memory, jobs),
    shown: createFakeShown(),
    people: createFakePeople(),
    places: createFakePlaces(),
    attachments: createFakeAttachments(),
  };
}
