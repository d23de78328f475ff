import type { Case } from './case.ts';
import type { CaseEvent, CaseEventBody } from './case-event.ts';
import { type Crisis, type CrisisPhase, watched } from './crisis.ts';
import type { PersonId } from './ids.ts';

const inPhase = (crisis: Crisis, phase: CrisisPhase, event: CaseEvent, reason: string): Crisis =>
  crisis.phase === phase
    ? crisis
    : { ...crisis, phase, log: [...crisis.log, { phase, at: event.at, by: event.by, reason }] };

function crisisAfter(c: Case, event: CaseEvent, body: CaseEventBody): Crisis | null {
  const file = c.crisis ?? watched('latent', event.at, event.by, '');
  switch (body.type) {
    case 'crisis_watched':
      return c.crisis ?? watched('latent', event.at, event.by, body.reason);
    case 'impact_assessed':
      return { ...file, impact: { yes: body.yes, probability: body.probability } };
    case 'crisis_opened': {
      const open = c.crisis
        ? inPhase(file, 'outbreak', event, body.reason)
        : watched('outbreak', event.at, event.by, body.reason);
      return { ...open, openedAt: event.at, team: body.team };
    }
    case 'crisis_phase_changed':
      return inPhase(file, body.phase, event, body.reason);
    case 'crisis_room_opened':
      return { ...file, room: body.room };
    case 'crisis_step_set': {
      const set = (s: Crisis['steps'][number]) => ({
        ...s,
        owner: body.owner,
        doneAt: body.done ? (s.doneAt ?? event.at) : null,
      });
      const steps = file.steps.map((s) => (s.step === body.step ? set(s) : s));
      return { ...file, steps };
    }
    case 'media_contacted':
      return { ...file, media: [...file.media, { at: event.at, by: event.by, outlet: body.outlet, text: body.text }] };
    case 'statement_drafted': {
      const { statement: id, text } = body;
      const draft = { id, text, draftedBy: event.by, draftedAt: event.at, releasedBy: null, releasedAt: null };
      // There is one draft at a time: the words before it are not to be released any more.
      return { ...file, statements: [...file.statements.filter((s) => s.releasedAt !== null), draft] };
    }
    case 'statement_released': {
      const released = { releasedBy: event.by as PersonId, releasedAt: event.at };
      return { ...file, statements: file.statements.map((s) => (s.id === body.statement ? { ...s, ...released } : s)) };
    }
    default:
      return c.crisis;
  }
}

/** What the events of the crisis file and of the reports change; null for any other event. */
export function foldCrisis(c: Case, event: CaseEvent, body: CaseEventBody): Partial<Case> | null {
  switch (body.type) {
    case 'report_drafted': {
      const { report: id, version, fields } = body;
      const draft = { id, version, fields, draftedAt: event.at, sentAt: null, sentBy: null };
      // A report that went out is kept as it was; a new version stands beside it.
      return { reports: [...c.reports.filter((r) => r.id !== id || r.sentAt !== null), draft] };
    }
    case 'report_sent': {
      const sent = { sentAt: event.at, sentBy: event.by };
      const hit = (r: Case['reports'][number]) => r.id === body.report && r.version === body.version;
      return { reports: c.reports.map((r) => (hit(r) ? { ...r, ...sent } : r)) };
    }
    default: {
      const crisis = crisisAfter(c, event, body);
      return crisis === c.crisis ? null : { crisis };
    }
  }
}
