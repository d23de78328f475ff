import type { Logger } from '../log.ts';
import type { Ports } from '../ports.ts';
import type { Wording } from '../wording/wording.ts';
import type { Slack } from './clients.ts';
import type { NameOf } from './plain-text.ts';
import type { ReturnAddresses } from './return-addresses.ts';

/** What every listener works with. */
export interface Desk {
  readonly ports: Ports;
  readonly slack: Slack;
  readonly w: Wording;
  readonly log: Logger;
  readonly nameOf: NameOf;
  readonly addresses: ReturnAddresses;
}
