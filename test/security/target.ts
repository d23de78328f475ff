import type { ReceiverEvent } from '@slack/bolt';
import { pino } from 'pino';
import type { CaseAction } from '../../src/domain/case-action.ts';
import { NO_FACTS } from '../../src/domain/complaint.ts';
import type { CaseId, MessageRef, PersonId } from '../../src/domain/ids.ts';
import { receiveMessage } from '../../src/flows/receive-message.ts';
import { ackAfterStore } from '../../src/slack/ack-after-store.ts';
import type { Slack } from '../../src/slack/clients.ts';
import { createApp } from '../../src/slack/connect.ts';
import { placeRef, userRef } from '../../src/slack/refs.ts';
import { register } from '../../src/slack/register.ts';
import { createReturnAddresses } from '../../src/slack/return-addresses.ts';
import { wordingFor } from '../../src/wording/wording.ts';
import { checkBlocks, checkView } from '../../src/workspace/limits.ts';
import { complaint, type FakeDesk, openDesk, reading } from '../support/desk.ts';
import { ACTS, BEFORE, type Scene } from './case-acts.ts';
import type { Json } from './forging.ts';

/** What came of one payload. */
export interface Outcome {
  readonly acked: boolean;
  /** A form was answered with an error, an update or another form. */
  readonly replied: boolean;
  /** Sentences and views shown to whoever acted. */
  readonly said: number;
  /** Bolt did not take it: over HTTP that is a 500, and a 404 where it knew no listener. */
  readonly threw: boolean;
}

/** The real listeners on Bolt, with fakes around: takes a payload at a time. */
export interface Target {
  readonly desk: FakeDesk;
  readonly caseIds: readonly CaseId[];
  /** What Slack would have refused of what the desk wanted to show. */
  readonly unshowable: string[];
  /** Errors that nobody foresaw, as logged. */
  readonly broken: string[];
  take(body: Json): Promise<Outcome>;
  /** All that a forger could have changed, part by part; refusals kept on record are no change. */
  state(): Promise<readonly string[]>;
}

/** A receiver that nothing comes in by: payloads are given to Bolt by hand. */
export const silent = { init() {}, start: async () => {}, stop: async () => {} };

/** A Slack that shows everything it may be shown, and counts. */
export function listeningSlack(unshowable: string[], said: (what: unknown) => void): Slack {
  let posted = 0;
  const view = async ({ view }: { view: unknown }) => {
    said(view);
    unshowable.push(...checkView(view));
    return { ok: true, view: { id: 'V9' } };
  };
  const message = async ({ text, blocks }: { text?: unknown; blocks?: unknown }) => {
    said([text, blocks]);
    unshowable.push(...checkBlocks(blocks, 'message'));
    return { ok: true, ts: `1700000000.${String(++posted).padStart(6, '0')}`, channel: 'C0KESU' };
  };
  const nothing = async () => ({ ok: true, messages: [] });
  const client = {
    views: { open: view, push: view, update: view, publish: view },
    chat: { postEphemeral: message, postMessage: message, update: message },
    conversations: {
      open: async () => ({ ok: true, channel: { id: 'D1' } }),
      info: async () => ({ ok: true, channel: { is_member: true } }),
      replies: nothing,
      history: nothing,
    },
    files: { uploadV2: nothing },
    reactions: { add: nothing },
    users: { info: async () => ({ ok: true, user: { profile: { display_name: '<!here>' } } }) },
  };
  const clients = { interactive: client, background: client } as unknown as Slack['clients'];
  const identity = {
    botId: 'B0DESK',
    botUserId: 'U0DESK',
    teamUrl: 'https://e.slack.com/',
    teamId: 'T0OURS',
    enterpriseId: null,
  };
  return { clients, identity, config: { botToken: 'xoxb-0' } };
}

/** Cases in every state, each with what can be done to it next. */
const STATES: readonly CaseAction[] = [
  ...(['claim', 'approve', 'accept', 'carry_out', 'follow_up', 'close', 'keep_promise'] as const),
  ...(['restore', 'resume', 'release_statement', 'send_report', 'reopen'] as const),
];

async function seed(desk: FakeDesk): Promise<readonly CaseId[]> {
  const people = {
    owner: await desk.person('小陈', 'advisor'),
    care: await desk.person('小赵', 'customer_care'),
    relations: await desk.person('周经理', 'customer_relations_manager'),
  };
  const phone = { value: '15400001234', quote: null, by: 'rule', sureness: 'stated' } as const;
  const known = reading({ complaints: [complaint({ facts: { ...NO_FACTS, phone } })] });
  desk.readings.set('早上好', reading({ verdict: 'unsure' }));
  for (const text of ['同一位客户', '同一位客户又来电']) desk.readings.set(text, known);
  for (const [i] of STATES.entries()) await desk.post(`等了很久 ${i}`, { author: people.owner });
  const cases = [...(await desk.cases())].sort((a, b) => a.number.localeCompare(b.number));
  for (const [i, action] of STATES.entries()) {
    const [c, other] = [cases[i], cases[i + 1] ?? cases[0]];
    if (!c || !other) throw new Error('a case is missing');
    const scene: Scene = { desk, id: c.id, other: other.number, ...people };
    await BEFORE[action](scene);
    if (action === 'reopen') await ACTS.follow_up(scene, people.care);
  }
  for (const [i, text] of ['同一位客户', '同一位客户又来电', '早上好'].entries())
    await post(desk, text, MESSAGES[i] ?? '');
  return (await desk.cases()).map((c) => c.id);
}

/** A case's source, a message that was taken for that case, and one the desk asked about. */
export const MESSAGES = ['1700000000.000100', '1700000000.000200', '1700000000.000300'].map(
  (ts) => `slack:C0KESU:${ts}`,
);

async function post(desk: FakeDesk, text: string, ref: string): Promise<void> {
  const at = { ref: ref as MessageRef, root: ref as MessageRef, place: placeRef('C0KESU') };
  const postedAt = desk.clock.toISOString();
  const message = { ...at, author: userRef('U0CARE'), text, postedAt, files: [], intake: 'channel' } as const;
  await receiveMessage(desk.ports, { key: ref, at: desk.clock, incoming: { type: 'posted', message } });
  await desk.work();
}

/** Who forges: nobody's role, a general manager who left, an advisor; and two who may. `U0STRANGER` was never seen. */
async function forgers(desk: FakeDesk): Promise<void> {
  const save = (user: string, role: 'advisor' | 'general_manager' | null) =>
    desk.ports.people.save(`p-${user}` as PersonId, {
      ...{ name: user, role, department: null, isAdmin: false, email: null },
      chatUser: userRef(user),
    });
  await save('U0NOROLE', null);
  await save('U0ADVISOR', 'advisor');
  await save('U0MANAGER', 'general_manager');
  await save('U0SECOND', 'general_manager');
  const left = await save('U0LEFT', 'general_manager');
  await desk.ports.people.setActive(left.id, false);
}

export async function openTarget(): Promise<Target> {
  const desk = await openDesk();
  await desk.ports.places.mark(placeRef('C0KESU'), 'complaints', desk.clock);
  const caseIds = await seed(desk);
  await forgers(desk);
  let said = 0;
  const unshowable: string[] = [];
  const broken: string[] = [];
  const slack = listeningSlack(unshowable, () => void said++);
  const note = (line: string) => {
    const { token, err } = JSON.parse(line) as { token?: string; err?: { stack?: string } };
    if (token) broken.push(err?.stack ?? line);
  };
  const log = pino({ level: 'warn' }, { write: note });
  const now = () => desk.clock;
  const app = createApp(slack, { receiver: silent }, log);
  const nameOf = async (id: string) => id;
  const { ports } = desk;
  register(app, { ports, slack, w: wordingFor('zh'), log, nameOf, addresses: createReturnAddresses(now) });
  ackAfterStore([app], now);
  await app.init();
  return {
    desk,
    caseIds,
    unshowable,
    broken,
    take: async (body) => {
      let acked = false;
      let replied = false;
      const saidBefore = said;
      const ack = async (answer?: unknown) => {
        acked = true;
        replied ||= answer !== undefined;
      };
      const threw = await app.processEvent({ body, ack } as unknown as ReceiverEvent).then(
        () => false,
        () => true,
      );
      return { acked, replied, said: said - saidBefore, threw };
    },
    state: async () =>
      [...(await pastOf(desk, caseIds)), ...(await standing(desk))].map((part) => JSON.stringify(part)),
  };
}

const messagesOf = async ({ ports }: FakeDesk) =>
  Promise.all(MESSAGES.map((ref) => ports.inbox.message(ref as MessageRef)));

async function pastOf({ ports }: FakeDesk, ids: readonly CaseId[]): Promise<readonly unknown[]> {
  const timelines = await Promise.all(ids.map((id) => ports.cases.timeline(id)));
  const happened = timelines.flat().filter((event) => event.body.type !== 'refused');
  return happened.map(({ caseId, at, by, body }) => [caseId, at, by, body]);
}

async function standing(desk: FakeDesk): Promise<readonly unknown[]> {
  const { people, places, visits } = desk.ports;
  const forgers = await Promise.all(['U0NOROLE', 'U0LEFT', 'U0STRANGER'].map((u) => people.byChatUser(userRef(u))));
  const rights = forgers.map((p) => [p?.role ?? null, p?.isAdmin ?? false, p?.absences ?? [], p?.deputy ?? null]);
  const marked = await Promise.all((['complaints', 'major'] as const).map((purpose) => places.withPurpose(purpose)));
  const counted = await visits.within('2000-01-01', '2100-01-01');
  return [...(await people.staff()), rights, marked, counted, ...(await messagesOf(desk))];
}
