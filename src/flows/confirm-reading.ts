import type { Case } from '../domain/case.ts';
import { replay } from '../domain/case-fold.ts';
import { RuleError } from '../domain/errors.ts';
import type { CaseId } from '../domain/ids.ts';
import { checkMayAct } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import { stillToConfirm, toConfirm } from '../domain/to-confirm.ts';
import type { Ports } from '../ports.ts';
import { changeCase } from './change-case.ts';

/**
 * A person says that what the readers were not sure of is right. `seenVersion`: the case as the card showed it; what came or changed since then was
 * not confirmed. RuleError `nothing_to_confirm` when nothing is left of it.
 */
export function confirmReading(
  ports: Pick<Ports, 'cases' | 'clock'>,
  by: Person,
  id: CaseId,
  seenVersion?: number,
): Promise<Case> {
  return changeCase(ports, by, id, async (c) => {
    checkMayAct(by, c, 'confirm_reading');
    const shown = seenVersion === undefined || seenVersion >= c.version ? c : await asSeen(ports, c, seenVersion);
    const fields = shown === c ? toConfirm(c) : stillToConfirm(shown, c);
    if (fields.length === 0) throw new RuleError('nothing_to_confirm', {});
    return { events: [{ type: 'reading_confirmed', fields: [...fields] }] };
  });
}

async function asSeen(ports: Pick<Ports, 'cases'>, c: Case, version: number): Promise<Case> {
  const timeline = await ports.cases.timeline(c.id);
  return replay(timeline.filter((event) => event.seq <= version)) ?? c;
}
