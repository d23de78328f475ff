import { writeFileSync } from 'node:fs';
import { instantOf } from '../domain/business-time.ts';
import type { CaseEventType } from '../domain/case-event.ts';
import { corrections } from '../domain/corrections.ts';
import type { Ports } from '../ports.ts';
import { type EvalRow, evalRow } from '../reading/eval-row.ts';
import { argumentsOf, CommandFault, tell, withDeskData } from './command.ts';

const BY_PEOPLE: readonly CaseEventType[] = ['amended', 'severity_changed', 'reading_confirmed', 'dismissed'];

/** A row for each case in which a person corrected or confirmed what a reader read since an instant, oldest first. */
export async function correctedRows(ports: Pick<Ports, 'cases'>, since: Date): Promise<readonly EvalRow[]> {
  const touched = await ports.cases.eventsSince(BY_PEOPLE, since);
  const rows: EvalRow[] = [];
  for (const id of new Set(touched.filter(({ by }) => by !== null).map(({ caseId }) => caseId))) {
    const c = await ports.cases.get(id);
    const made = c ? corrections(await ports.cases.timeline(id)) : [];
    if (c && made.length > 0) rows.push(evalRow(c, made));
  }
  return rows;
}

/** kesu corrections: JSON lines to a file or to standard output. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = argumentsOf(args, { since: { type: 'string' }, out: { type: 'string' } });
  if (values.since !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(values.since))
    throw new CommandFault(`--since ${values.since}: 日期写成 2026-11-01 · a date as 2026-11-01`);
  return withDeskData(async ({ cases, policies }) => {
    const { timeZone } = policies.current().store;
    const rows = await correctedRows(
      { cases },
      values.since ? instantOf(values.since, '00:00', timeZone) : new Date(0),
    );
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    if (!values.out) process.stdout.write(lines);
    else {
      writeFileSync(values.out, lines);
      tell(`${rows.length} 条 · rows → ${values.out}`);
    }
    return 0;
  });
}
