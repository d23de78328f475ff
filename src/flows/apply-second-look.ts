import type { Case } from '../domain/case.ts';
import type { CaseEventBody, CaseEventOf } from '../domain/case-event.ts';
import { higherSeverity, severityFloor } from '../domain/complaint.ts';
import type { MessageRef } from '../domain/ids.ts';
import { type NewJob, showCase } from '../domain/job.ts';
import type { Person } from '../domain/person.ts';
import { departmentFor, routeTo } from '../domain/routing.ts';
import type { CaseChange, Ports } from '../ports.ts';
import { isByPhone } from '../reading/by-phone.ts';
import { say } from './announce-case.ts';
import { policyOf } from './change-case.ts';
import { freshTriggers, type Gravity, promisesHeard, withNews } from './learn.ts';
import { laterWordsRead, ownWordsRead, type SecondLook } from './second-reading.ts';
import { raised } from './tell-change.ts';

type Needs = Pick<Ports, 'cases' | 'clock' | 'people' | 'places' | 'policies'>;

/** A change of a case with the jobs that follow. */
export interface Changed {
  readonly change: CaseChange;
  readonly jobs: readonly NewJob[];
}

/** How grave a look makes a case: new triggers count always, the model's own weighing only while no person has set the severity. */
function gravityOf(c: Case, { complaint, insight }: SecondLook): Gravity {
  const fresh = freshTriggers(c, complaint);
  const floor = higherSeverity(c.severity, severityFloor(fresh.map((t) => t.trigger)));
  const weighed = insight.raisedBy !== null && !c.reading.byPerson.includes('severity');
  return { fresh, to: weighed ? higherSeverity(floor, complaint.severity) : floor, reason: insight.raisedBy ?? '' };
}

const ungraver = (c: Case): Gravity => ({ fresh: [], to: c.severity, reason: '' });

/** Whoever is asked to take a case nobody has taken, once its category belongs to another department. */
async function rerouted(
  ports: Needs,
  c: Case,
  read: CaseEventOf<'read_by_model'>,
  major: boolean,
  staff: readonly Person[],
): Promise<CaseEventOf<'read_by_model'>['rerouted']> {
  if (c.status !== 'new' || !read.category) return null;
  const policy = policyOf(ports, c);
  const department = departmentFor(read.category.value, isByPhone(c.text), policy);
  if (department === c.department) return null;
  const turn = major ? 1 : await ports.cases.nextTurn(department);
  const to = routeTo({ department, major, accused: c.accused, turn }, staff, ports.clock.now(), policy);
  return { department, to };
}

function changed(c: Case, at: Date, bodies: readonly CaseEventBody[]): CaseChange {
  return { caseId: c.id, expectedVersion: c.version, at, events: bodies.map((body) => ({ by: null, body })) };
}

const reroutedNotice = (c: Case, read: CaseEventOf<'read_by_model'>): readonly NewJob[] =>
  read.rerouted?.to && read.rerouted.to !== c.assignee && c.thread
    ? [
        say(
          c,
          {
            kind: 'rerouted',
            caseId: c.id,
            number: c.number,
            mention: read.rerouted.to,
            department: read.rerouted.department,
          },
          { to: 'thread', message: c.thread },
        ),
      ]
    : [];

/** A case's own words, read a second time. */
export async function applyToOwnWords(
  ports: Needs,
  c: Case,
  look: SecondLook,
  message: MessageRef | null,
  staff: readonly Person[],
): Promise<Changed> {
  const at = ports.clock.now();
  const gravity = gravityOf(c, look);
  const bare = ownWordsRead(c, look, message);
  const read = { ...bare, rerouted: await rerouted(ports, c, bare, gravity.to === 'major', staff) };
  const facts = [read, ...promisesHeard(c, look.complaint, message, ports.clock)];
  const news = withNews(ports, c, facts, gravity, { at, staff, again: false });
  const bodies = news.length > 0 ? news : [read];
  const jobs = [showCase(c), ...reroutedNotice(c, read), ...(await raised(ports, c, bodies, at))];
  return { change: changed(c, at, bodies), jobs };
}

/** A later message of the thread: it fills in and contradicts; it raises only when the model took it for a complaint. */
export async function applyToLaterWords(
  ports: Needs,
  c: Case,
  look: SecondLook,
  message: MessageRef,
  staff: readonly Person[],
  complaint: boolean,
): Promise<Changed> {
  const at = ports.clock.now();
  const read = laterWordsRead(c, look, message);
  const facts = [read, ...promisesHeard(c, look.complaint, message, ports.clock)];
  const gravity = complaint ? gravityOf(c, look) : ungraver(c);
  const news = withNews(ports, c, facts, gravity, { at, staff, again: false });
  const bodies = news.length > 0 ? news : [read];
  return { change: changed(c, at, bodies), jobs: [showCase(c), ...(await raised(ports, c, bodies, at))] };
}
