import type { Case } from '../../domain/case.ts';
import { MASKED_FACTS } from '../../domain/case-event.ts';
import type { Wording } from '../../wording/wording.ts';
import { esc, mrkdwn, typed } from '../limits.ts';
import type { Said } from './case-card.ts';
import { labelled } from './case-text.ts';

/** Customer data as it is, for the eyes of whoever asked, with a reminder that the look is on record. */
export function revealedMessage(c: Case, w: Wording): Said {
  const title = w.screen.revealed.title(typed(c.number, 30));
  const facts = MASKED_FACTS.flatMap((name) => {
    const found = c.facts[name];
    return found ? [labelled(w.name.maskedFact[name], typed(found.value, 200))] : [];
  });
  if (c.malformedVin) facts.push(labelled(w.name.maskedFact.vin, typed(c.malformedVin, 60)));
  const said = typed(c.text, 2500);
  return {
    text: `${title} · ${esc(w.screen.list.onlyYou)}`,
    blocks: [
      {
        type: 'section',
        text: mrkdwn([`*${title}*`, ...(facts.length > 0 ? facts : [w.screen.revealed.empty])].join('\n')),
      },
      ...(said ? [{ type: 'section' as const, text: mrkdwn(`>${said}`) }] : []),
      { type: 'context', elements: [mrkdwn(`:lock: ${w.screen.list.onlyYou} · ${w.screen.revealed.audit}`)] },
    ],
  };
}
