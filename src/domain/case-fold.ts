import type { Case } from './case.ts';
import { resolveClock, withClocks } from './case-clock.ts';
import type { CaseEvent, CaseEventBody, CaseEventOf } from './case-event.ts';
import { readByRulesAlone } from './case-reading.ts';
import { foldCrisis } from './fold-crisis.ts';
import { foldMoney } from './fold-money.ts';
import { foldReading } from './fold-reading.ts';
import { foldState } from './fold-state.ts';
import { foldTime } from './fold-time.ts';

/*
 * How a timeline becomes a case. The stored row is only a copy of this fold, so what the timeline does not tell cannot be on a card.
 * Due times are never reckoned here: the event that set a clock says when it is due.
 */

function open(event: CaseEvent, body: CaseEventOf<'opened'>): Case {
  const { type: _, clocks, routedTo, awaitsModel, ...rest } = body;
  return {
    ...rest,
    id: event.caseId,
    version: 0,
    status: 'new',
    openedAt: event.at,
    updatedAt: event.at,
    raised: false,
    reading: readByRulesAlone(awaitsModel),
    sourceState: 'as_posted',
    assignee: routedTo,
    clocks: withClocks([], clocks),
    pauses: [],
    breaches: [],
    dueAt: null,
    missingYear: null,
    promises: [],
    proposals: [],
    attachments: [],
    firstContactAt: null,
    resolvedAt: null,
    closedAt: null,
    closing: null,
    satisfied: false,
    reopenCount: 0,
    duplicates: 0,
    mergedInto: null,
    crisis: null,
    reports: [],
    flashes: body.severity === 'major' ? 1 : 0,
  };
}

function foldWords(c: Case, body: CaseEventBody): Partial<Case> {
  switch (body.type) {
    case 'threaded':
      return { thread: body.thread };
    case 'attached': {
      const { attachment: id, name, mimetype, size } = body;
      return { attachments: [...c.attachments, { id, name, mimetype, size }] };
    }
    case 'noted':
      return body.instructions.length > 0 ? { instructions: [...c.instructions, ...body.instructions] } : {};
    case 'duplicate_received':
      return { duplicates: c.duplicates + 1 };
    case 'source_edited':
      return body.message === c.source ? { sourceState: 'edited' } : {};
    case 'source_deleted':
      return body.message === c.source ? { sourceState: 'deleted' } : {};
    default:
      return {};
  }
}

/** What an event changes in a case. Throws RuleError `illegal_move` for an event the state does not allow. */
const changes = (c: Case, event: CaseEvent, body: CaseEventBody): Partial<Case> =>
  foldState(c, event, body) ??
  foldTime(c, event, body) ??
  foldMoney(c, event, body) ??
  foldReading(c, event, body) ??
  foldCrisis(c, event, body) ??
  foldWords(c, body);

/** The due time that lists, cards and the digest speak of is that of the answer. */
function withDue(c: Case): Case {
  const clock = resolveClock(c.clocks);
  return {
    ...c,
    dueAt: clock?.dueAt ?? null,
    missingYear: c.clocks.find((k) => k.missingYear !== null)?.missingYear ?? null,
  };
}

/** The case after one more event of its timeline. */
export function apply(c: Case | null, event: CaseEvent): Case {
  const stamp = { version: event.seq, updatedAt: event.at };
  if (c === null) {
    if (event.body.type !== 'opened') throw new Error(`a timeline starts with "opened", not "${event.body.type}"`);
    return withDue({ ...open(event, event.body), ...stamp });
  }
  if (event.body.type === 'opened') throw new Error('a case is opened once');
  // An erasure is no work on the case: it moves into no list of what changed.
  if (event.body.type === 'erased') return { ...c, version: event.seq };
  return withDue({ ...c, ...changes(c, event, event.body), ...stamp });
}

/** The case a whole timeline tells; null for an empty one. */
export const replay = (events: readonly CaseEvent[]): Case | null =>
  events.reduce<Case | null>((c, event) => apply(c, event), null);
