import { setTimeout as pass } from 'node:timers/promises';
import type { Workspace } from '../../src/workspace/workspace.ts';
import type { Dice } from './dice.ts';

/*
 * What Slack and the wire do to a desk while it works: 429, 500, slow, answers lost after the deed, sockets dropped.
 */

/** Goes on until it is stopped. */
export interface Faults {
  /** How many of each kind were dealt out. */
  readonly dealt: Readonly<Record<string, number>>;
  /** None while held: the clock is being moved. */
  hold(on: boolean): void;
  /** Ends, and takes back what waits. */
  stop(): Promise<void>;
}

const CALLS = ['chat.postMessage', 'chat.update', 'conversations.replies', 'views.open', 'reactions.add'];
const WIRE = ['429', '500', 'slow', 'drop_after_commit', 'delivery'] as const;
/** A dropped line is back after five seconds at the soonest: that is the client's. */
const SOCKET_SHARE = 0.06;
const EVERY_MS = [800, 3_000] as const;

function deal(workspace: Workspace, dice: Dice): string {
  if (dice.chance(SOCKET_SHARE)) {
    const reason = dice.pick(['abrupt', 'warning', 'refresh_requested'] as const);
    workspace.disconnectSockets(reason);
    return `socket ${reason}`;
  }
  const kind = dice.pick(WIRE);
  if (kind === 'delivery') {
    const how = dice.pick(['500', 'drop_after_commit', 'slow'] as const);
    workspace.fault({ method: 'delivery', kind: how, times: 1, ms: dice.between(300, 1_500) });
    return `delivery ${how}`;
  }
  const method = dice.pick(CALLS);
  const times = dice.between(1, 2);
  workspace.fault({ method, kind, times, retryAfter: dice.between(1, 5), ms: dice.between(300, 2_000) });
  return kind;
}

/** Deals out faults at random moments. */
export function startFaults(workspace: Workspace, dice: Dice): Faults {
  const dealt: Record<string, number> = {};
  let held = false;
  let going = true;
  const run = async () => {
    while (going) {
      await pass(dice.between(...EVERY_MS));
      if (!going || held) continue;
      const name = deal(workspace, dice);
      dealt[name] = (dealt[name] ?? 0) + 1;
    }
  };
  const running = run();
  return {
    dealt,
    hold: (on) => {
      held = on;
      if (on) workspace.clearFaults();
    },
    async stop() {
      going = false;
      await running;
      workspace.clearFaults();
    },
  };
}
