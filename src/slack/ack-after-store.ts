import type { App, ReceiverEvent } from '@slack/bolt';
import { z } from 'zod';

/*
 * Bolt 5.1 acknowledges every Events API request before its listeners run (App.processEvent: "acknowledged right away"), in both
 * transports, so a message whose insert failed would be lost: Slack saw a 200. Here the acknowledgement of a message waits until the
 * listeners have stored it. When they fail, `app.error` rethrows, processEvent rejects, and nothing is acknowledged: HTTPReceiver answers
 * 500 (`defaultProcessEventErrorHandler`) and Slack retries at once, after 1 and after 5 minutes; SocketModeReceiver sends nothing and
 * Slack redelivers. The unique key of the event makes the repeat harmless.
 */

const storedFirst = z.object({
  type: z.literal('event_callback'),
  event: z.object({ type: z.enum(['message', 'app_mention']) }),
});

/** Events that must be in the database before Slack hears that we have them. */
export const isStoredFirst = (body: unknown): boolean => storedFirst.safeParse(body).success;

/** Kinds of what comes from Slack: a fixed list, so that no payload can make up another. */
const EVENT_KINDS = ['message', 'app_mention', 'app_home_opened', 'user_change'] as const;
const PAYLOAD_KINDS: Readonly<Record<string, string>> = {
  block_actions: 'press',
  view_submission: 'form',
  view_closed: 'form',
  message_action: 'shortcut',
  shortcut: 'shortcut',
};

const named = z.object({
  type: z.string().optional(),
  command: z.string().optional(),
  event: z.object({ type: z.string() }).optional(),
});

/** `message`, `press`, `form`, `command` …; `other` for what the desk does not know. */
export function kindOf(body: unknown): string {
  const { type, command, event } = named.safeParse(body).data ?? {};
  if (event) return EVENT_KINDS.find((kind) => kind === event.type) ?? 'other';
  if (command !== undefined) return 'command';
  return type !== undefined && Object.hasOwn(PAYLOAD_KINDS, type) ? (PAYLOAD_KINDS[type] ?? 'other') : 'other';
}

/** Stands around the work on what came; `acked` is to be called when Slack was told so. */
export type EventWatch = (kind: string, work: (acked: () => void) => Promise<void>) => Promise<void>;

/** Running handlers, and the door that closes at shutdown. */
export interface Gate {
  /** Takes no more events; those are redelivered by Slack. */
  close(): void;
  /** Resolves when the running handlers are done, or after `limitMs`. True when all were done. */
  drained(limitMs: number): Promise<boolean>;
  /** Instant of the last event, for /healthz; null before the first. */
  lastEventAt(): Date | null;
}

/** An event came while the app is stopping; not acknowledged, so Slack sends it again. */
export class StoppingError extends Error {
  constructor() {
    super('stopping: the event was left to Slack to send again');
    this.name = 'StoppingError';
  }
}

/** Puts the gate in front of the apps' `processEvent`. */
export function ackAfterStore(
  apps: readonly App[],
  now: () => Date,
  watch: EventWatch = (_, work) => work(() => {}),
): Gate {
  const running = new Set<Promise<void>>();
  let open = true;
  let last: Date | null = null;
  for (const app of apps) {
    const process = app.processEvent.bind(app);
    app.processEvent = async (event) => {
      if (!open) throw new StoppingError();
      last = now();
      const handle = isStoredFirst(event.body) ? storeThenAck : answerThenAck;
      const work = watch(kindOf(event.body), (acked) => handle(process, event, acked));
      running.add(work);
      try {
        await work;
      } finally {
        running.delete(work);
      }
    };
  }
  return {
    close: () => {
      open = false;
    },
    drained: (limitMs) => drained(running, limitMs),
    lastEventAt: () => last,
  };
}

async function storeThenAck(process: App['processEvent'], event: ReceiverEvent, acked: () => void): Promise<void> {
  await process({ ...event, ack: async () => {} });
  await event.ack();
  acked();
}

async function answerThenAck(process: App['processEvent'], event: ReceiverEvent, acked: () => void): Promise<void> {
  const ack: ReceiverEvent['ack'] = async (response) => {
    await event.ack(response);
    acked();
  };
  await process({ ...event, ack });
}

async function drained(running: ReadonlySet<Promise<void>>, limitMs: number): Promise<boolean> {
  if (running.size === 0) return true;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  const done = Promise.allSettled(running).then(() => true as const);
  const inTime = await Promise.race([done, late]);
  clearTimeout(timer);
  return inTime;
}
