import { randomBytes } from 'node:crypto';
import { ConflictError, RuleError } from '../domain/errors.ts';
import { refusalText } from '../wording/language.ts';
import { type Asker, tell } from './answer.ts';
import type { Desk } from './desk.ts';
import { isTriggerGone } from './failures.ts';
import type { Letter } from './posting.ts';

/** A typed value that cannot be read, with the input it stands in. */
export class FieldFault extends Error {
  readonly field: string;
  readonly rule: RuleError;
  constructor(field: string, rule: RuleError) {
    super(`${field}: ${rule.code}`);
    this.name = 'FieldFault';
    this.field = field;
    this.rule = rule;
  }
}

/**
 * What a person hears of an error: a rule's own sentence, or a token that stands in the log beside the fault (design.md §6.3).
 * Nothing of the fault itself is shown.
 */
export function apology(desk: Desk, error: unknown): string {
  if (error instanceof RuleError) return refusalText(error, desk.w);
  if (error instanceof FieldFault) return refusalText(error.rule, desk.w);
  if (error instanceof ConflictError) return desk.w.screen.error.busy;
  if (isTriggerGone(error)) return desk.w.screen.error.tooSlow;
  const token = randomBytes(2).toString('hex');
  desk.log.error({ mod: 'slack', token, err: error }, 'something a person did in Slack failed');
  return desk.w.screen.error.broken(token);
}

/** One sentence as a message. Plain text, so that nothing typed by people is read as markup. */
export const sentence = (text: string): Letter => ({
  text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  blocks: [{ type: 'section', text: { type: 'plain_text', text, emoji: true } }],
});

/** The one error handler of everything a person does: they get an answer, whatever happens. */
export async function answering(desk: Desk, asker: Asker, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const text = apology(desk, error);
    await tell(desk, asker, sentence(text)).catch((err: unknown) =>
      desk.log.error({ mod: 'slack', err }, 'an answer could not be delivered'),
    );
  }
}
