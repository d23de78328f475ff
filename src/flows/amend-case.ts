import { type AmendInput, amendment } from '../domain/amendment.ts';
import type { Case } from '../domain/case.ts';
import type { ContactWay } from '../domain/case-event.ts';
import { dueAt } from '../domain/clock.ts';
import { isHigherSeverity, type Severity } from '../domain/complaint.ts';
import { RuleError } from '../domain/errors.ts';
import type { CaseId } from '../domain/ids.ts';
import { checkMayAct, checkMaySetSeverity, needReason } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { tellMajor } from './announce-case.ts';
import { changeCase } from './change-case.ts';

/** Corrects facts by hand. RuleError `nothing_to_change` when the form was sent as it was. */
export function amendCase(
  ports: Pick<Ports, 'cases' | 'clock'>,
  by: Person,
  id: CaseId,
  input: AmendInput,
): Promise<Case> {
  return changeCase(ports, by, id, (c) => {
    checkMayAct(by, c, 'amend');
    const event = amendment(c, input);
    if (!event) throw new RuleError('nothing_to_change', {});
    return { events: [event] };
  });
}

/** Sets the severity by hand; the due time is reckoned again from now. Lowering takes a manager and a reason (domain.md §1.3). */
export function changeSeverity(
  ports: Pick<Ports, 'cases' | 'clock' | 'policies' | 'people' | 'places'>,
  by: Person,
  id: CaseId,
  input: { readonly severity: Severity; readonly reason: string },
): Promise<Case> {
  return changeCase(ports, by, id, async (c, now) => {
    const to = input.severity;
    checkMaySetSeverity(by, c, to);
    const raised = isHigherSeverity(to, c.severity);
    const reason = raised ? input.reason.trim() : needReason(input.reason);
    const due = dueAt(now, to, ports.policies.current());
    const complaint = { triggers: c.triggers, summary: c.summary };
    const jobs = raised && to === 'major' ? await tellMajor(ports, { ...c, severity: to, complaint }) : [];
    return { events: [{ type: 'severity_changed', from: c.severity, to, reason, triggers: [], ...due }], jobs };
  });
}

/** Notes that somebody spoke with the customer. */
export function logContact(
  ports: Pick<Ports, 'cases' | 'clock'>,
  by: Person,
  id: CaseId,
  input: { readonly way: ContactWay; readonly text: string },
): Promise<Case> {
  return changeCase(ports, by, id, (c) => {
    checkMayAct(by, c, 'log_contact');
    return { events: [{ type: 'contacted', way: input.way, text: needReason(input.text) }] };
  });
}
