import type { CaseEventType } from '../../src/domain/case-event.ts';
import { messageRef } from '../../src/slack/refs.ts';
import type { KeptCase } from './database-view.ts';
import { type Find, groupedBy, type Views } from './findings.ts';
import type { Sent, Written } from './ledger.ts';

/*
 * What people wrote and sent, held against what the database holds.
 */

const refOf = ({ channel, ts }: Pick<Written, 'channel' | 'ts'>): string => messageRef(channel, ts);
const count = ({ events }: KeptCase, type: CaseEventType): number => events.filter((e) => e.body.type === type).length;

/** Entries that stand at most once in a round of a case's life. */
const ONCE: readonly CaseEventType[] = ['opened', 'threaded', 'claimed'];
/** Entries that stand at most once for a proposal. */
const ONCE_A_PROPOSAL: readonly CaseEventType[] = [
  'proposed',
  'approved',
  'rejected',
  'accepted',
  'paid',
  'carried_out',
];

/** Every complaint has its one case, every word and form its entry, and no entry stands twice. */
export function judgeKept({ ledger, database }: Views, find: Find): void {
  const bySource = new Map(database.cases.map((kept) => [kept.case.source as string, kept]));
  const posts = groupedBy(ledger.written, ({ about }) => `${about}`);
  const known = new Set<KeptCase>();
  for (const [about, written] of posts) {
    const kept = casesOf(written, bySource);
    for (const one of kept) known.add(one);
    const [only, ...others] = kept;
    if (!only) find('lost', `complaint ${about} has no case (${written.map(refOf).join(', ')})`);
    if (others.length > 0) find('doubled', `complaint ${about} has ${kept.length} cases`);
    if (only) judgeWritten(only, written, find);
    if (only) judgeSent(only, Number(about), ledger.sent, find);
  }
  for (const { about, channel, ts } of ledger.edited) {
    const edits = bySource.get(refOf({ channel, ts }))?.events.filter((e) => e.body.type === 'source_edited').length;
    const stored = database.messages.find((m) => m.ref === refOf({ channel, ts }));
    // Put right before it was read: then the case was opened with the new words.
    if (stored && stored.editedAt === null && edits === 0 && !stored.text.includes('更正'))
      find('lost', `the correction of complaint ${about}`);
    if ((edits ?? 0) > 1) find('doubled', `the correction of complaint ${about} stands ${edits} times`);
  }
  for (const kept of database.cases) {
    if (!known.has(kept)) find('doubled', `case ${kept.case.number} is of no complaint`);
    if (!kept.replays) find('broken', `the timeline of ${kept.case.number} tells another case than its row`);
    judgeOnce(kept, find);
  }
}

function casesOf(written: readonly Written[], bySource: ReadonlyMap<string, KeptCase>): readonly KeptCase[] {
  return written.flatMap((one) => bySource.get(refOf(one)) ?? []);
}

function judgeWritten(kept: KeptCase, written: readonly Written[], find: Find): void {
  const { number, duplicates } = kept.case;
  const again = written.filter((one) => one.kind === 'duplicate').length;
  if (duplicates < again) find('lost', `the same words posted again are not on ${number}`);
  if (duplicates > again) find('doubled', `${number} counts ${duplicates} repeats, ${again} were posted`);
  for (const one of written.filter(({ kind }) => kind === 'addition')) {
    const noted = kept.events.filter((e) => e.body.type === 'noted' && e.body.message === refOf(one)).length;
    if (noted === 0) find('lost', `words added to ${number}: ${one.text}`);
    if (noted > 1) find('doubled', `words added to ${number} stand ${noted} times`);
  }
}

/** What the desk said it has, it has; and it has no more than was sent. */
function judgeSent(kept: KeptCase, about: number, sent: Views['ledger']['sent'], find: Find): void {
  const mine = sent.filter((one) => one.about === about);
  for (const what of new Set<Sent>(mine.map((one) => one.what))) {
    const tried = mine.filter((one) => one.what === what);
    const had = tried.filter((one) => one.acknowledged).length;
    const stands = count(kept, what);
    if (stands < had) find('lost', `${kept.case.number}: ${had} × ${what} acknowledged, ${stands} kept`);
    if (stands > tried.length) find('doubled', `${kept.case.number}: ${what} sent ${tried.length} ×, kept ${stands} ×`);
  }
}

function judgeOnce(kept: KeptCase, find: Find): void {
  const { number, reopenCount } = kept.case;
  for (const type of ONCE) {
    const stands = count(kept, type);
    if (stands > 1 + (type === 'claimed' ? reopenCount : 0))
      find('doubled', `${number}: ${type} stands ${stands} times`);
  }
  const ofProposals = kept.events.filter((e) => ONCE_A_PROPOSAL.includes(e.body.type) && 'proposal' in e.body);
  const keyOf = (e: (typeof ofProposals)[number]) => `${e.body.type} ${'proposal' in e.body ? e.body.proposal : ''}`;
  for (const [key, same] of groupedBy(ofProposals, keyOf))
    if (same.length > 1) find('doubled', `${number}: ${key} stands ${same.length} times`);
}
