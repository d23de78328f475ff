import type { Case } from '../domain/case.ts';
import type { CaseEventBody } from '../domain/case-event.ts';
import { type NewJob, showApproval } from '../domain/job.ts';
import type { Ports } from '../ports.ts';
import { say } from './announce-case.ts';
import { foretold } from './change-case.ts';
import { tellGrave } from './grave.ts';

/** What is told when words raised a severity, set off a crisis or voided an approval. */
export async function raised(
  ports: Pick<Ports, 'people' | 'places'>,
  c: Case,
  events: readonly CaseEventBody[],
  at: Date,
): Promise<readonly NewJob[]> {
  if (!c.thread || events.length === 0) return [];
  const after = foretold(c, c.id, at, events);
  const change = events.find((e) => e.type === 'severity_changed');
  const more = events.some((e) => e.type === 'triggers_found');
  const flash = after.severity === 'major' && (change !== undefined || more);
  const watched = after.crisis !== null && (c.crisis === null || events.some((e) => e.type === 'crisis_opened'));
  return [
    ...reopenNotice(c, events),
    ...severityNotice(c, change),
    ...(await tellGrave(ports, after, { flash, watched })),
    ...expiryNotice(c, events),
  ];
}

/** In its own thread, wherever the words came from: whoever had it has it again. */
function reopenNotice(c: Case, events: readonly CaseEventBody[]): readonly NewJob[] {
  const again = events.find((e) => e.type === 'reopened');
  if (again?.type !== 'reopened' || !c.thread) return [];
  const { reason } = again;
  const notice = { kind: 'reopened', caseId: c.id, number: c.number, mention: c.assignee, by: null, reason } as const;
  return [say(c, notice, { to: 'thread', message: c.thread })];
}

function severityNotice(c: Case, change: CaseEventBody | undefined): readonly NewJob[] {
  if (change?.type !== 'severity_changed' || !c.thread) return [];
  const { from, to } = change;
  const quotes = change.triggers.map((t) => t.quote).filter((quote) => quote !== '');
  const notice = { kind: 'severity_raised', caseId: c.id, number: c.number, from, to, quotes } as const;
  return [say(c, { ...notice, quotes: [...quotes] }, { to: 'thread', message: c.thread })];
}

/** Tells whoever proposed that the approval is void, and draws its card. */
export function expiryNotice(c: Case, events: readonly CaseEventBody[]): readonly NewJob[] {
  const gone = events.find((e) => e.type === 'expired');
  if (gone?.type !== 'expired') return [];
  const by = c.proposals.find((p) => p.id === gone.proposal)?.proposedBy;
  if (!by || !c.thread) return [showApproval(c, gone.proposal)];
  const notice = { kind: 'approval_expired', caseId: c.id, number: c.number, mention: by, why: gone.why } as const;
  return [showApproval(c, gone.proposal), say(c, notice, { to: 'thread', message: c.thread })];
}
