import type { Case } from '../domain/case.ts';
import { RuleError } from '../domain/errors.ts';
import type { CaseId } from '../domain/ids.ts';
import { showReport } from '../domain/job.ts';
import { reportFields } from '../domain/manufacturer-report.ts';
import { checkMayAct } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { changeCase } from './change-case.ts';

type Needs = Pick<Ports, 'cases' | 'clock'>;

/** Writes the draft anew from the case as it stands, with what was done and what is wanted; after a report was sent this starts the next version. */
export function draftReport(
  ports: Needs,
  by: Person,
  id: CaseId,
  input: { readonly measures: string; readonly wanted: string },
): Promise<Case> {
  const fresh = ports.clock.newId();
  return changeCase(ports, by, id, (c) => {
    checkMayAct(by, c, 'draft_report');
    const last = c.reports.at(-1);
    const report = last?.sentAt ? fresh : (last?.id ?? fresh);
    const version = (last?.version ?? 0) + 1;
    const fields = reportFields(c, input.measures.trim(), input.wanted.trim());
    return { events: [{ type: 'report_drafted', report, version, fields }], jobs: [showReport(c, report)] };
  });
}

/** A leader sends what he saw: the version on the card. Time, version and presser are kept (S0a: 立即; domain.md §5: only after a click). */
export function sendReport(ports: Needs, by: Person, id: CaseId, report: string, version: number): Promise<Case> {
  return changeCase(ports, by, id, (c) => {
    checkMayAct(by, c, 'send_report');
    const draft = c.reports.findLast((r) => r.id === report);
    if (!draft) throw new RuleError('report_not_found', {});
    if (draft.sentAt || draft.version !== version) throw new RuleError('report_gone', {});
    return { events: [{ type: 'report_sent', report, version }], jobs: [showReport(c, report)] };
  });
}
