import { type Case, paidFen } from '../../src/domain/case.ts';
import type { CaseEvent } from '../../src/domain/case-event.ts';
import { formatYuan, totalFen } from '../../src/domain/money.ts';
import type { Check } from './see-words.ts';
import type { Stage } from './stage.ts';
import { isTimeWord, timeWord } from './when.ts';

interface Look {
  readonly c: Case;
  readonly events: readonly CaseEvent[];
  readonly stage: Stage;
}
type Reading = (look: Look) => unknown | Promise<unknown>;

/** Whether the money of a proposal went out. */
const isPaid = (p: Case['proposals'][number] & { readonly paidAt?: string | null }): boolean =>
  p.paidAt === undefined ? p.state === 'executed' : p.paidAt !== null;

/** Fen that went back to the customer. */
const refundedFen = (c: Case): number =>
  c.proposals.filter(isPaid).reduce((sum, p) => sum + totalFen(p.lines, 'refund'), 0);

/** Short names for what a story asks of a case; anything else is a dotted path into the Case. */
const SHORT: Readonly<Record<string, Reading>> = {
  category: ({ c }) => c.category.value,
  owner: async ({ c, stage }) => (c.assignee ? ((await stage.stores.people.get(c.assignee))?.name ?? null) : null),
  reporter: async ({ c, stage }) => (await stage.stores.people.get(c.reporter))?.name ?? null,
  due: ({ c }) => c.dueAt,
  paid: ({ c }) => paidFen(c) / 100,
  refund: ({ c }) => refundedFen(c) / 100,
  goodwill: ({ c }) => (paidFen(c) - refundedFen(c)) / 100,
  reopened: ({ c }) => c.reopenCount,
  closed: ({ c }) => c.closedAt,
  resolved: ({ c }) => c.resolvedAt,
  proposal: ({ c }) => c.proposals.at(-1)?.state ?? null,
  triggers: ({ c }) => c.triggers.map((t) => t.trigger),
};

type Json = Readonly<Record<string, unknown>>;

/** `clocks.plan.dueAt`, `proposals.-1.state`, `facts.phone.value`; in a list, a name means the last one of that kind, key or type. */
function atPath(value: unknown, path: readonly string[]): unknown {
  const [step, ...rest] = path;
  if (step === undefined || value === null || value === undefined) return value;
  if (!Array.isArray(value)) return atPath((value as Json)[step], rest);
  if (/^-?\d+$/.test(step)) return atPath(value.at(Number(step)), rest);
  if (step === 'length') return value.length;
  return atPath(
    value.findLast((one: Json) => [one.kind, one.key, one.type, one.id].includes(step)),
    rest,
  );
}

function same(actual: unknown, expected: unknown, stage: Stage): boolean {
  if (Array.isArray(expected)) return Array.isArray(actual) && expected.every((one) => actual.includes(one));
  if (expected === null || actual === null || actual === undefined) return (actual ?? null) === expected;
  if (typeof actual === 'string' && /^\d{4}-\d\d-\d\dT/.test(actual) && isTimeWord(String(expected)))
    return Math.floor(Date.parse(actual) / 60_000) === Math.floor(stage.instant(String(expected)).getTime() / 60_000);
  return String(actual) === stage.spoken(String(expected));
}

function inWords(field: string, actual: unknown, stage: Stage): string {
  if (typeof actual === 'string' && /^\d{4}-\d\d-\d\dT/.test(actual))
    return timeWord(new Date(actual), stage.calendar.timeZone);
  if (['paid', 'refund', 'goodwill'].includes(field) && typeof actual === 'number') return formatYuan(actual * 100);
  return typeof actual === 'string' ? actual : (JSON.stringify(actual) ?? 'nothing');
}

async function checkField(field: string, expected: unknown, look: Look): Promise<Check> {
  const { c, stage } = look;
  const reading = Object.hasOwn(SHORT, field) ? SHORT[field] : undefined;
  const actual = reading ? await reading(look) : atPath(c, field.split('.'));
  const named = field === 'owner' && typeof expected === 'string' ? stage.user(expected).name : expected;
  const ok = same(actual, named, stage);
  const wanted = typeof expected === 'object' ? JSON.stringify(expected) : String(expected);
  return { ok, expected: `${field}: ${wanted}`, seen: ok ? [] : [`${field}: ${inWords(field, actual, stage)}`] };
}

/** `events: {approved: 1}`: how often something stands in the timeline. */
function checkEvents(wanted: unknown, { events }: Look): readonly Check[] {
  return Object.entries(wanted as Record<string, number>).map(([type, times]) => {
    const found = events.filter((event) => event.body.type === type).length;
    const seen =
      found === times ? [] : [`${found} times; timeline: ${events.map((event) => event.body.type).join(', ')}`];
    return { ok: found === times, expected: `events: ${type} ${times} times`, seen };
  });
}

/** Checks every field an expectation names of a case. */
export async function checkCase(
  label: string,
  fields: Readonly<Record<string, unknown>>,
  stage: Stage,
): Promise<readonly Check[]> {
  const c = await stage.theCase(label);
  const look: Look = { c, events: await stage.stores.cases.timeline(c.id), stage };
  const checks: Check[] = [];
  for (const [field, expected] of Object.entries(fields)) {
    if (field === 'events') checks.push(...checkEvents(expected, look));
    else checks.push(await checkField(field, expected, look));
  }
  return checks.map((check) => ({ ...check, expected: `${label} ${check.expected}` }));
}
