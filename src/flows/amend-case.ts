import { type AmendInput, amendment } from '../domain/amendment.ts';
import { type Case, liveProposal } from '../domain/case.ts';
import type { CaseEventBody, ContactWay } from '../domain/case-event.ts';
import { severityClocks } from '../domain/clock.ts';
import { isHigherSeverity, type Severity } from '../domain/complaint.ts';
import { RuleError } from '../domain/errors.ts';
import type { CaseId } from '../domain/ids.ts';
import { checkMayAct, checkMaySetSeverity, needReason } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Ports } from '../ports.ts';
import { changeCase, foretold, policyOf } from './change-case.ts';
import { graveEvents, tellGrave } from './grave.ts';
import { expired } from './learn.ts';
import { recordingRefusal } from './record-refusal.ts';
import { expiryNotice } from './tell-change.ts';

/** Corrects facts by hand. RuleError `nothing_to_change` when the form was sent as it was. Another claimed sum voids an approval that waits. */
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
    const live = liveProposal(c);
    const otherSum = event.type === 'amended' && event.facts.amountFen !== undefined;
    const gone: CaseEventBody[] =
      otherSum && live?.state === 'pending' ? [{ type: 'expired', proposal: live.id, why: 'amount' }] : [];
    return { events: [event, ...gone], jobs: expiryNotice(c, gone) };
  });
}

/** Sets the severity by hand; the clocks are reckoned again. Lowering takes a manager and a reason (domain.md §1.3); who tries without is on record. */
export function changeSeverity(
  ports: Pick<Ports, 'cases' | 'clock' | 'policies' | 'people' | 'places'>,
  by: Person,
  id: CaseId,
  input: { readonly severity: Severity; readonly reason: string },
): Promise<Case> {
  const decided = () =>
    changeCase(ports, by, id, async (c, at) => {
      const to = input.severity;
      checkMaySetSeverity(by, c, to);
      const up = isHigherSeverity(to, c.severity);
      const reason = up ? input.reason.trim() : needReason(input.reason);
      const clocks = severityClocks(c, to, up, at, policyOf(ports, c));
      const changed: CaseEventBody = { type: 'severity_changed', from: c.severity, to, reason, triggers: [], clocks };
      const staff = await ports.people.staff();
      const bare = foretold(c, id, at, [changed]);
      const grave = up ? graveEvents(bare, { triggers: [], severity: to }, staff, ports.clock.newId()) : [];
      const events = [changed, ...grave, ...expired(c, to)];
      const after = foretold(c, id, at, events);
      const news =
        up && to === 'major' ? await tellGrave(ports, after, { flash: true, watched: false, by: by.id }) : [];
      return { events, jobs: [...news, ...expiryNotice(c, events)] };
    });
  return recordingRefusal(ports, by, id, 'set_severity', decided);
}

/** Notes that somebody spoke with the customer; `plan`: the customer was told how it will be handled. */
export function logContact(
  ports: Pick<Ports, 'cases' | 'clock'>,
  by: Person,
  id: CaseId,
  input: { readonly way: ContactWay; readonly text: string; readonly plan?: boolean },
): Promise<Case> {
  return changeCase(ports, by, id, (c) => {
    checkMayAct(by, c, 'log_contact');
    return { events: [{ type: 'contacted', way: input.way, text: needReason(input.text), plan: input.plan ?? false }] };
  });
}
