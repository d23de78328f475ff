import { setTimeout as pass } from 'node:timers/promises';
import type { Spot } from './card.ts';
import type { Written } from './ledger.ts';
import { type Matter, STAFF, type Stage } from './stage.ts';

/*
 * What people write: the complaint, the same once more by a colleague, words put right, words added later.
 */

async function write(
  { workspace, ledger }: Stage,
  as: string,
  words: Omit<Written, 'ts'>,
  threadTs?: string,
): Promise<string> {
  const { channel, text } = words;
  const posted = await workspace.act({
    verb: 'message',
    as,
    channel,
    text,
    ...(threadTs === undefined ? {} : { threadTs }),
  });
  if (!posted.ok || posted.ts === undefined) throw new Error('a message could not be written');
  ledger.written.push({ ...words, ts: posted.ts });
  return posted.ts;
}

/** Posts a complaint; now and then somebody posts the same, or puts the words right. */
export async function postComplaint(stage: Stage, matter: Matter, inTheDark = false): Promise<readonly Spot[]> {
  const { n: about, complaint, reporter, channel } = matter;
  const { dice, workspace, ledger } = stage;
  const words = { about, channel, text: complaint.text, inTheDark };
  const ts = await write(stage, reporter, { ...words, kind: 'complaint' });
  const spot = { channel, ts };
  if (inTheDark) return [spot];
  if (dice.chance(0.12)) {
    await pass(dice.between(0, 600));
    const colleague = dice.pick(STAFF.filter((id) => id !== reporter));
    const again = await write(stage, colleague, { ...words, kind: 'duplicate' });
    return [spot, { channel, ts: again }];
  }
  if (dice.chance(0.1)) {
    await pass(dice.between(0, 800));
    const edited = await workspace.act({ verb: 'edit', as: reporter, channel, ts, text: complaint.corrected });
    if (edited.ok) ledger.edited.push({ about, channel, ts });
  }
  return [spot];
}

/** Adds a line under the card. */
export async function addWords(stage: Stage, { n: about, complaint, reporter, channel }: Matter, ts: string) {
  const words = { about, kind: 'addition', channel, text: complaint.addition, inTheDark: false } as const;
  await write(stage, reporter, words, ts);
}
