import type { KnownBlock } from '@slack/types';
import type { Wording } from '../../wording/wording.ts';
import { COMMAND } from '../ids.ts';
import { esc, mrkdwn, plain } from '../limits.ts';
import type { Said } from './case-card.ts';

/** How the desk is used, in three blocks. */
export function helpBlocks(w: Wording): KnownBlock[] {
  const { intro, commands, hints } = w.screen.help;
  const lines = commands.map(({ words, does }) => w.mark.pair(`\`${COMMAND} ${words}\``, does));
  return [
    { type: 'section', text: mrkdwn(intro) },
    { type: 'section', text: mrkdwn(lines.join('\n')) },
    { type: 'context', elements: [mrkdwn(hints.join('\n'))] },
  ];
}

/** The answer to `/kesu 帮助`; `unknown` is a command that was not understood. */
export function helpMessage(w: Wording, unknown: string | null = null): Said {
  const { title, intro } = w.screen.help;
  const sorry = unknown === null ? null : w.screen.error.unknownCommand(unknown.slice(0, 60));
  return {
    text: esc(sorry ?? `${title} · ${intro}`),
    blocks: [
      ...(sorry === null ? [] : [{ type: 'section' as const, text: mrkdwn(esc(sorry)) }]),
      { type: 'header', text: plain(title) },
      ...helpBlocks(w),
    ],
  };
}
