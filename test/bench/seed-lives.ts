import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/database.ts';
import type { Case } from '../../src/domain/case.ts';
import type { MessageRef } from '../../src/domain/ids.ts';
import type { Person } from '../../src/domain/person.ts';
import { logContact } from '../../src/flows/amend-case.ts';
import { claimCase } from '../../src/flows/assign-case.ts';
import { acceptOffer, carryOut, declineOffer } from '../../src/flows/carry-out.ts';
import { approveProposal } from '../../src/flows/decide-approval.ts';
import { recordFollowUp } from '../../src/flows/follow-up.ts';
import { proposeSolution } from '../../src/flows/propose-solution.ts';
import { receiveMessage } from '../../src/flows/receive-message.ts';
import { dismissCase } from '../../src/flows/set-aside-case.ts';
import { tick } from '../../src/flows/tick.ts';
import {
  advisorId,
  type BenchDesk,
  benchDesk,
  COMPLAINTS,
  handClock,
  personOf,
  settleIn,
  userOf,
  work,
} from './bench-desk.ts';

/*
 * Lives of a few cases, lived through the real flows, that the mass of seeded cases is copied from: so what is seeded is what the desk itself
 * writes, and every seeded case replays.
 */

/** Until when the templates lived: a Friday, 09:45 in Shanghai. All their events lie before, everything they have to be looked at for after. */
export const LIVED_UNTIL = new Date('2026-11-20T01:45:00Z');

/** How far a template gets. */
export const STAGES = [
  'new', 'claimed', 'contacted', 'awaiting_approval', 'offering', 'executing', 'resolved', 'closed', 'closed_paid', 'closed_second', 'dismissed',
] as const; // biome-ignore format: one line reads best
export type Stage = (typeof STAGES)[number];
export const CLOSED_STAGES: readonly Stage[] = ['closed', 'closed_paid', 'closed_second', 'dismissed'];

const MINUTE = 60_000;
const CLOSING = { resolution: 'apologised', verdict: 'dissatisfied', parties: ['dealer'] } as const;

interface Living {
  readonly desk: BenchDesk;
  readonly people: Readonly<Record<'advisor' | 'care' | 'wu' | 'he', Person>>;
  /** Goes on by so many minutes of the clock and looks at whatever fell due on the way. */
  pass(minutes: number): Promise<void>;
}

/** Lives one case in a store of its own, as far as `stage`. */
export async function live(database: Database, storeId: string, text: string, stage: Stage, from: Date): Promise<void> {
  const clock = handClock(from);
  const desk = benchDesk(database, storeId, clock);
  await settleIn(desk);
  const [advisor, care, wu, he] = await Promise.all(
    [advisorId(0), 'person-care', 'person-wu', 'person-he'].map((id) => personOf(desk, id)),
  );
  if (!advisor || !care || !wu || !he) throw new Error('nobody is there');
  const goTo = async (until: Date) => {
    for (;;) {
      const at = await nextLook(database, storeId);
      if (at === null || at > until) break;
      if (at > clock.at) clock.at = at;
      await tick(desk.ports);
      await work(desk);
    }
    clock.at = until;
  };
  const pass = (minutes: number) => goTo(new Date(clock.at.getTime() + minutes * MINUTE));
  const living: Living = { desk, people: { advisor, care, wu, he }, pass };
  await livedThrough(living, await arrive(desk, text), stage);
  if (CLOSED_STAGES.includes(stage)) await tick(desk.ports);
  else await goTo(LIVED_UNTIL);
  await work(desk);
}

async function nextLook(database: Database, storeId: string): Promise<Date | null> {
  const rows = await database.db.execute<{ at: string | Date | null }>(sql`
    select min(at) as at from (
      select next_check_at as at from cases where store_id = ${storeId} and next_check_at is not null
    ) as looks`);
  const [row] = Array.isArray(rows) ? rows : (rows as unknown as { rows: { at: string | Date | null }[] }).rows;
  return row?.at ? new Date(row.at) : null;
}

let told = 0;
/** Posts a complaint; resolves with its case. */
export async function arrive(
  desk: BenchDesk,
  text: string,
  ref = `slack:CBENCH:${++told}.1` as MessageRef,
): Promise<Case> {
  const { ports } = desk;
  const at = ports.clock.now();
  const message = {
    ref,
    place: COMPLAINTS,
    root: ref,
    author: userOf(advisorId(0)),
    text,
    postedAt: at.toISOString(),
    files: [],
    intake: 'channel' as const,
  };
  await receiveMessage(ports, { key: `event-${ref}`, at, incoming: { type: 'posted', message } });
  await work(desk);
  const [opened] = await ports.cases.fromMessage(ref);
  if (!opened) throw new Error(`no case came of: ${text}`);
  return opened;
}

/** The steps of a life up to a stage; minutes pass in between. */
export async function livedThrough(o: Living, { id }: Case, stage: Stage): Promise<void> {
  const { ports } = o.desk;
  const { advisor, care } = o.people;
  const step = async (minutes: number, act: () => Promise<unknown>) => {
    await o.pass(minutes);
    await act();
    await work(o.desk);
  };
  if (stage === 'new') return;
  await step(12, () => claimCase(ports, advisor, id));
  if (stage === 'claimed') return;
  if (stage === 'dismissed') return step(5, () => dismissCase(ports, o.people.wu, id, '客户说只是问问'));
  await step(20, () =>
    logContact(ports, advisor, id, { way: 'phone', text: '已致电客户，先道歉，说明今天内答复', plan: true }),
  );
  if (stage === 'contacted') return;
  const paid = stage !== 'closed';
  await step(35, () => propose(o, id, paid ? 50_000 : 0));
  if (stage === 'awaiting_approval') return;
  if (paid) await step(10, () => approve(o, id));
  if (stage === 'closed_second') {
    await step(30, () => declineOffer(ports, advisor, id, '客户认为太少'));
    await step(15, () => propose(o, id, 80_000));
    await step(15, () => approve(o, id));
  }
  if (stage === 'offering') return;
  await step(40, () => acceptOffer(ports, advisor, id, { text: '客户同意' }));
  if (stage === 'executing') return;
  await step(60, () => carryOut(ports, advisor, id, { proof: '已办妥，客户签字', files: [] }));
  if (stage === 'resolved') return;
  await step(20 * 60, () =>
    recordFollowUp(ports, care, id, { result: 'satisfied', text: '客户满意', closing: CLOSING }),
  );
}

const propose = ({ desk, people }: Living, id: Case['id'], amountFen: number) =>
  proposeSolution(desk.ports, people.care, id, {
    solutions: ['apology'],
    lines: amountFen > 0 ? [{ kind: 'goodwill', payer: 'dealer', amountFen }] : [],
    reason: '安抚客户',
  });

async function approve({ desk, people }: Living, id: Case['id']): Promise<void> {
  const c = await desk.ports.cases.get(id);
  const live = c?.proposals.at(-1);
  if (!c || !live) throw new Error('nothing to approve');
  const shownFen = live.lines.reduce((sum, line) => sum + line.amountFen, 0);
  // Nobody else may approve as much in a month as is approved here.
  await approveProposal(desk.ports, people.he, id, {
    proposal: live.id,
    shownFen,
  });
}
