/**
 * Events as earlier versions wrote them, in today's shape. A timeline is never rewritten, so whoever reads one brings it up to date: one due time
 * for the answer has become a set of clocks, and a case is closed with how it ended.
 */
export function upgraded(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('type' in body)) return body;
  const old = body as { readonly type: unknown; readonly dueAt?: unknown; readonly missingYear?: unknown };
  switch (old.type) {
    case 'opened':
      return { department: 'service', routedTo: null, accused: [], repeatOf: null, clocks: answerClock(old), ...old };
    case 'severity_changed':
    case 'reopened':
      return { clocks: answerClock(old), ...old };
    case 'carried_out':
    case 'followed_up':
    case 'restored':
      return { clocks: [], ...old };
    case 'closed':
      return { resolution: 'other', verdict: 'dissatisfied', parties: ['dealer'], ...old };
    default:
      return body;
  }
}

/** When it began was not kept; that it is due was. */
function answerClock({
  dueAt = null,
  missingYear = null,
}: {
  readonly dueAt?: unknown;
  readonly missingYear?: unknown;
}) {
  const at = dueAt ?? new Date(0).toISOString();
  return [{ key: 'resolve:0', kind: 'resolve', startedAt: at, from: at, dueAt, missingYear }];
}
