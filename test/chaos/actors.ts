import { setTimeout as pass } from 'node:timers/promises';
import type { CaseStatus } from '../../src/domain/case-status.ts';
import { ACTION } from '../../src/slack/ids.ts';
import type { UiMessage } from '../../src/workspace/verbs.ts';
import { pressables } from '../support/trial-messages.ts';
import { approvalUnder, cardUnder, type SeenCard, type Spot } from './card.ts';
import { accept, callBack, carryOut, contact, decline, pay, propose, reject } from './forms.ts';
import { noteUnanswered } from './ledger.ts';
import { addWords, postComplaint } from './posting.ts';
import { ADVISOR, CARE, GENERAL_MANAGER, type Matter, STAFF, type Stage } from './stage.ts';

/*
 * The life of one complaint as people live it: they look at the card, do the next thing, and when nothing came of it do it again after a while.
 */

/** What somebody meant to do and how it stands. */
interface Memory {
  owner: string;
  contacted: boolean;
  paid: boolean;
  added: boolean;
  rejections: number;
  declines: number;
}

const LOOK_EVERY_MS = 120;
/** After so long without a change people press again, in real ms. */
const PRESS_AGAIN_MS = [1_500, 4_000] as const;
/** A case that is not closed after so long is given up. */
const GIVE_UP_MS = 240_000;
const YUAN = [60, 120, 200, 300, 800, 1_500, 2_500, 4_000];

/** Several press within a moment of each other. */
async function pressTogether(stage: Stage, people: readonly string[], message: UiMessage, channel: string, id: string) {
  const { hands, ledger, dice } = stage;
  const pressed = await Promise.all(
    people.map(async (as) => {
      await pass(dice.between(0, 40));
      return hands.press(as, message, channel, id);
    }),
  );
  for (const result of pressed) noteUnanswered(ledger, result);
}

async function decide(stage: Stage, matter: Matter, spot: Spot, memory: Memory): Promise<void> {
  const approval = approvalUnder(stage.workspace, matter.reporter, spot);
  const [first] = approval?.called ?? [];
  if (!approval || first === undefined) return;
  const { dice, ledger } = stage;
  if (dice.chance(0.15)) {
    ledger.forbidden += 1;
    await pressTogether(stage, [ADVISOR], approval.message, matter.channel, ACTION.approve);
  }
  if (memory.rejections > 0) {
    memory.rejections -= 1;
    await reject(stage, matter, first, approval.message);
    return;
  }
  const both = dice.chance(0.4) ? [first, GENERAL_MANAGER] : [first];
  await pressTogether(stage, both, approval.message, matter.channel, ACTION.approve);
}

const has = (message: UiMessage, actionId: string): boolean =>
  pressables(message).some(({ element }) => element.action_id === actionId);

/** The next thing somebody does about a case in this state. */
async function next(stage: Stage, matter: Matter, seen: SeenCard, memory: Memory): Promise<void> {
  const { message: card, spot, status } = seen;
  const { dice } = stage;
  const { owner } = memory;
  if (!memory.added && status !== 'new') {
    memory.added = true;
    if (dice.chance(0.2)) await addWords(stage, matter, spot.ts);
  }
  switch (status) {
    case 'new': {
      const people = dice.chance(0.3) ? [owner, dice.pick(STAFF.filter((id) => id !== owner))] : [owner];
      return pressTogether(stage, people, card, matter.channel, ACTION.case('claim'));
    }
    case 'claimed':
      if (!memory.contacted) memory.contacted = await contact(stage, matter, owner, card);
      else await propose(stage, matter, owner, card, dice.pick(YUAN));
      return;
    case 'awaiting_approval':
      return decide(stage, matter, spot, memory);
    case 'offering':
      if (memory.declines > 0) memory.declines -= Number(await decline(stage, matter, owner, card));
      else await accept(stage, matter, owner, card);
      return;
    case 'executing':
      // The button is gone when the desk took a payment and could not say so.
      if (!memory.paid && has(card, ACTION.case('pay'))) memory.paid = await pay(stage, matter, owner, card);
      else await carryOut(stage, matter, owner, card);
      return;
    case 'resolved':
      await callBack(stage, matter, dice.pick(CARE), card);
      return;
    default:
  }
}

/** Waits until the card tells another state, or people lose patience. */
async function untilChanged(stage: Stage, matter: Matter, posts: readonly Spot[], before: string): Promise<void> {
  const patience = stage.dice.between(...PRESS_AGAIN_MS);
  for (const began = performance.now(); performance.now() - began < patience; await pass(LOOK_EVERY_MS)) {
    if (stateOf(stage, matter, posts) !== before) return;
  }
}

/** Everything on the card that a press would change. */
function stateOf({ workspace }: Stage, { reporter }: Matter, posts: readonly Spot[]): string {
  const card = cardUnder(workspace, reporter, posts);
  return card ? `${card.status} ${JSON.stringify(card.message.blocks)}` : 'no card';
}

/** Lives one complaint from its post (unless that was written already) to its closing. */
export async function liveThrough(stage: Stage, matter: Matter, written: readonly Spot[] | null = null): Promise<void> {
  const { gate, dice, ledger, workspace } = stage;
  const posts = written ?? (await gate.through(() => postComplaint(stage, matter)));
  stage.progress();
  const memory: Memory = {
    owner: dice.pick(STAFF),
    contacted: false,
    paid: false,
    added: false,
    rejections: dice.chance(0.1) ? 1 : 0,
    declines: dice.chance(0.1) ? 1 : 0,
  };
  const look = () => cardUnder(workspace, matter.reporter, posts);
  let status: CaseStatus | null = null;
  for (const began = performance.now(); performance.now() - began < GIVE_UP_MS; ) {
    const seen = look();
    if (seen && seen.status !== status) stage.progress();
    status = seen?.status ?? null;
    if (status === 'closed') return void ledger.closed.add(matter.n);
    if (seen) {
      const before = stateOf(stage, matter, posts);
      await gate.through(() => next(stage, matter, look() ?? seen, memory));
      await untilChanged(stage, matter, posts, before);
    }
    await pass(dice.between(100, 700));
  }
  const under = posts.map(({ channel, ts }) => `${channel}:${ts}`).join(' ');
  ledger.unfinished.push({ about: matter.n, where: `${status ?? 'no card'} under ${under}` });
}
