import { formatYuan, parseYuan } from '../../domain/money.ts';
import { previewSum } from '../../flows/propose-solution.ts';
import { tell } from '../answer.ts';
import type { Command } from '../command.ts';
import type { Desk } from '../desk.ts';
import { sentence } from '../edge.ts';
import { mrkdwn } from '../limits.ts';
import { signersText } from '../views/signers.ts';

/** `/kesu 谁批 3800`: who would sign this sum, for the asker alone. `rest` is the amount in yuan as typed. */
export async function whoSigns(desk: Desk, { asker, by }: Command, rest: string): Promise<void> {
  const amountFen = parseYuan(rest);
  if (amountFen === null) return tell(desk, asker, sentence(desk.w.money.askSum));
  const preview = await previewSum(desk.ports, by, amountFen);
  const text = `${signersText(preview, `*${formatYuan(amountFen)}*`, desk.w)}\n${desk.w.money.alone}`;
  await tell(desk, asker, { text, blocks: [{ type: 'section', text: mrkdwn(text) }] });
}
