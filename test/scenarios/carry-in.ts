import type { Case } from '../../src/domain/case.ts';
import { type CaseEvent, type CaseEventBody, caseEventBodySchema } from '../../src/domain/case-event.ts';
import type { Category } from '../../src/domain/complaint.ts';
import { showCase } from '../../src/domain/job.ts';
import { parseYuan } from '../../src/domain/money.ts';
import { openCaseFromForm } from '../../src/flows/open-case-from-form.ts';
import type { Commit, Ports } from '../../src/ports.ts';
import { type Stage, StepFault } from './stage.ts';
import type { CarriedCase } from './story.ts';

type Carried = CarriedCase['timeline'][number];
type Fields = Readonly<Record<string, unknown>>;

const PEOPLE_FIELDS: ReadonlySet<string> = new Set([
  'assignee',
  'from',
  'to',
  'responsible',
  'owner',
  'onBehalfOf',
  'team',
  'people',
]);
const TIME_FIELDS: ReadonlySet<string> = new Set(['dueAt', 'executeBy', 'startedAt']);

/** What an event says where the story leaves it out; the schema drops what an event does not have. */
async function defaults(type: string, who: string | undefined, c: Case, stage: Stage): Promise<Fields> {
  const { newId } = stage.trial.desk.ports.clock;
  const last = c.proposals.at(-1);
  const amountFen = last?.lines.reduce((sum, line) => sum + line.amountFen, 0) ?? 0;
  const assignee = who === undefined ? null : (await stage.person(who)).id;
  return {
    ...{ assignee, from: c.assignee, amountFen, clocks: [], attachments: [], instructions: [], message: null },
    ...{ text: '结转', reason: '结转', proof: '结转', way: 'phone', result: 'satisfied', plan: false },
    ...{ resolution: 'explained', verdict: 'dissatisfied', parties: ['dealer'], lines: [], solutions: ['explanation'] },
    proposal: type === 'proposed' ? newId() : last?.id,
    promise: type === 'promised' ? newId() : c.promises.at(-1)?.id,
  };
}

/** `refund: 520` and `goodwill: 80` as lines that the dealer pays. */
function moneyLines(given: Fields): Fields {
  const lines = (['refund', 'goodwill'] as const).flatMap((kind) => {
    const amountFen = parseYuan(String(given[kind] ?? ''));
    return amountFen === null ? [] : [{ kind, payer: 'dealer', amountFen }];
  });
  return lines.length > 0 ? { lines } : {};
}

async function named(given: Fields, stage: Stage): Promise<Fields> {
  const idOf = async (name: unknown) => (await stage.person(String(name))).id;
  const entries = Object.entries(given).map(async ([field, value]) => {
    if (value !== null && PEOPLE_FIELDS.has(field))
      return [field, Array.isArray(value) ? await Promise.all(value.map(idOf)) : await idOf(value)];
    if (typeof value === 'string' && TIME_FIELDS.has(field)) return [field, stage.instant(value).toISOString()];
    return [field, value];
  });
  return Object.fromEntries(await Promise.all(entries)) as Fields;
}

async function bodyOf(carried: Carried, c: Case, stage: Stage): Promise<CaseEventBody> {
  const { at: _, who, event: type, ...given } = carried;
  const body = {
    ...(await defaults(type, who, c, stage)),
    ...moneyLines(given),
    ...(await named(given, stage)),
    type,
  };
  const parsed = caseEventBodySchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new StepFault(`a carried-in event "${type}" cannot be stored`, faults);
}

/** The app's own ports as they were when the case came in: another time, and a reader that is told what to find. */
function pastPorts(carried: CarriedCase, number: string | undefined, stage: Stage): Ports {
  const { ports } = stage.trial.desk;
  const at = stage.instant(carried.opened);
  const { severity, category } = carried;
  const found = category && {
    value: category as Category,
    quote: null,
    by: 'person' as const,
    sureness: 'stated' as const,
  };
  return {
    ...ports,
    clock: { ...ports.clock, now: () => at },
    reader: {
      read: async (input) => {
        const reading = await ports.reader.read(input);
        const told = { ...(severity ? { severity } : {}), ...(found ? { category: found } : {}) };
        return { ...reading, complaints: reading.complaints.map((complaint) => ({ ...complaint, ...told })) };
      },
    },
    cases: {
      ...ports.cases,
      commit: (commit) => ports.cases.commit(withoutJobs(commit, number, dueOf(carried, stage))),
    },
  };
}

const dueOf = ({ due }: CarriedCase, stage: Stage): string | null =>
  due === undefined ? null : stage.instant(due).toISOString();

/** The opening as it is stored: nothing is shown for it, and number and due time are those of the story. */
function withoutJobs(commit: Commit, number: string | undefined, dueAt: string | null): Commit {
  const told = (body: CaseEventBody): CaseEventBody => {
    if (body.type !== 'opened') return body;
    const { clocks } = body as { clocks?: readonly { readonly kind: string }[] };
    const due =
      dueAt === null
        ? {}
        : clocks
          ? { clocks: clocks.map((k) => (k.kind === 'resolve' ? { ...k, dueAt } : k)) }
          : { dueAt };
    return { ...body, ...(number === undefined ? {} : { number }), ...due } as CaseEventBody;
  };
  const cases = (commit.cases ?? []).map((change) => ({
    ...change,
    events: change.events.map((event) => ({ ...event, body: told(event.body) })),
  }));
  return { cases };
}

async function happened(c: Case, carried: Carried, stage: Stage): Promise<Case> {
  const { ports } = stage.trial.desk;
  const by: CaseEvent['by'] = carried.who === undefined ? null : (await stage.person(carried.who)).id;
  const events = [{ by, body: await bodyOf(carried, c, stage) }];
  const change = { caseId: c.id, expectedVersion: c.version, at: stage.instant(carried.at), events };
  const [after] = await ports.cases.commit({ cases: [change] });
  if (!after) throw new StepFault('a carried-in event left no case');
  return after;
}

async function carryOne(carried: CarriedCase, number: string | undefined, stage: Stage): Promise<Case> {
  const { ports } = stage.trial.desk;
  const by = await stage.person(carried.by);
  const form = { text: carried.text, facts: {}, category: null, place: null } as unknown as Parameters<
    typeof openCaseFromForm
  >[2];
  let c = await openCaseFromForm(pastPorts(carried, number, stage), by, form);
  for (const event of carried.timeline) c = await happened(c, event, stage);
  // Only what is still at work has a card.
  if (c.status !== 'closed') await ports.jobs.add([showCase(c)]);
  return c;
}

/** Puts the cases in place that are older than the story, each with its whole timeline. */
export async function carryIn(stage: Stage): Promise<void> {
  for (const carried of stage.story.carried_in) {
    for (let i = 0; i < carried.times; i++) {
      const c = await carryOne(carried, carried.times === 1 ? carried.number : undefined, stage);
      if (i > 0 || carried.case === undefined) continue;
      stage.cases.set(carried.case, c.id);
      stage.numbers.set(carried.case, c.number);
    }
  }
  await stage.trial.settle();
}
