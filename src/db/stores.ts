import type { StoreId } from '../domain/ids.ts';
import type { Ports, Usage } from '../ports.ts';
import { createAttachments } from './attachments.ts';
import { createCases } from './cases.ts';
import { createClocks } from './clocks.ts';
import type { Database } from './database.ts';
import { discreet } from './database-fault.ts';
import { createInbox } from './inbox.ts';
import { createJobs } from './jobs.ts';
import { createKeeping } from './keeping.ts';
import { createPeople } from './people.ts';
import { createPlaces } from './places.ts';
import { createShown } from './shown.ts';
import { createUsage } from './usage.ts';
import { createVisits } from './visits.ts';
import { createWakeUp } from './wake-up.ts';

export type Stores = Pick<
  Ports,
  'inbox' | 'cases' | 'clocks' | 'visits' | 'jobs' | 'shown' | 'people' | 'places' | 'attachments' | 'keeping'
> & {
  /** No port: whoever asks the model counts. */
  readonly usage: Usage;
};

/** The stores of one dealership; nothing they read or write belongs to another. Throws DatabaseFault for what the database refused. */
export function createStores(database: Database, storeId: StoreId): Stores {
  const wakeUp = createWakeUp(database.log);
  return {
    inbox: discreet(createInbox(database, storeId, wakeUp)),
    cases: discreet(createCases(database, storeId, wakeUp)),
    clocks: discreet(createClocks(database, storeId, wakeUp)),
    visits: discreet(createVisits(database, storeId)),
    jobs: discreet(createJobs(database, storeId, wakeUp)),
    shown: discreet(createShown(database, storeId)),
    people: discreet(createPeople(database, storeId)),
    places: discreet(createPlaces(database, storeId)),
    attachments: discreet(createAttachments(database, storeId)),
    keeping: discreet(createKeeping(database, storeId)),
    usage: discreet(createUsage(database, storeId)),
  };
}
