import { min, sql } from 'drizzle-orm';
import type { RunningDesk } from '../../src/app.ts';
import { jobs } from '../../src/db/schema.ts';
import { createStores, type Stores } from '../../src/db/stores.ts';
import type { Case } from '../../src/domain/case.ts';
import type { CaseId, StoreId } from '../../src/domain/ids.ts';
import type { Person } from '../../src/domain/person.ts';
import { TRIAL_CHANNELS, TRIAL_PEOPLE, TRIAL_PLACES } from '../../src/trial.ts';
import { openTrial, type Trial, type TrialSetting } from '../support/trial.ts';
import type { Story } from './story.ts';
import { type Calendar, instantOfWord } from './when.ts';

/** Something of a story that cannot be done, in words for whoever wrote it. */
export class StepFault extends Error {
  /** What was there instead. */
  readonly seen: readonly string[];
  constructor(message: string, seen: readonly string[] = []) {
    super(message);
    this.name = 'StepFault';
    this.seen = seen;
  }
}

/** Where a message stands. */
export interface Spot {
  readonly channel: string;
  readonly ts: string;
}

/** A story under way: the running app, its people, and what the story has named so far. */
export interface Stage {
  readonly story: Story;
  readonly trial: Trial;
  /** What the database holds, also while no desk runs. */
  readonly stores: Stores;
  readonly calendar: Calendar;
  readonly cases: Map<string, CaseId>;
  readonly marks: Map<string, Spot>;
  /** The cases there were before a step that did not wait for what follows; null where none is to be labelled late. */
  late: ReadonlySet<string> | null;
  /** Case numbers by label, for `{C1}` in texts. */
  readonly numbers: Map<string, string>;
  /** The account behind a name; the beginning of a name will do where it is the only such. */
  user(name: string): { readonly id: string; readonly name: string };
  nameOf(userId: string): string;
  /** The ids of all accounts. */
  readonly everybody: readonly string[];
  person(name: string): Promise<Person>;
  theCase(label: string): Promise<Case>;
  /** `{C1}` becomes the number of that case. */
  spoken(text: string): string;
  instant(word: string): Date;
  /** Moves the clock there, with everything that happens on the way. */
  passTime(until: Date): Promise<void>;
}

type Account = TrialSetting['people'][number];

/** The trial's people, or those the story brings. Accounts that the trial has too keep their ids. */
const accountsOf = (story: Story): readonly Account[] =>
  story.people?.map(({ name, title, role = '', department = '' }, i) => {
    const id = TRIAL_PEOPLE.find((one) => one.name === name)?.id ?? `USTORY${i + 1}`;
    return { id, name, realName: name, title, email: `${id.toLowerCase()}@jincheng.test`, role, department };
  }) ?? TRIAL_PEOPLE;

/** The trial's people and channels, or those the story brings. */
function settingOf(story: Story): TrialSetting {
  const people = accountsOf(story);
  const everybody = people.map((p) => p.name);
  const known = TRIAL_CHANNELS.map((c) => ({ ...c, members: c.members.filter((name) => everybody.includes(name)) }));
  if (!story.channels) return { people, channels: known, places: TRIAL_PLACES };
  const channels = story.channels.map(({ name, purpose, private: isPrivate, members = everybody }, i) => {
    const id = TRIAL_CHANNELS.find((one) => one.name === name)?.id ?? `CSTORY${i + 1}`;
    const named = members.map((member) => accountNamed(people, member).name);
    return { id, name, topic: '', isPrivate, members: named, botIsMember: true, purpose };
  });
  const places = channels.flatMap(({ id, purpose }) => (purpose ? [{ channel: id, purpose }] : []));
  return { people, channels: channels.map(({ purpose: _, ...channel }) => channel), places };
}

function accountNamed(people: readonly Account[], name: string): Account {
  const exact = people.find((p) => p.name === name);
  if (exact) return exact;
  const close = people.filter((p) => p.name.startsWith(name));
  const [found] = close;
  if (found && close.length === 1) return found;
  const names = people.map((p) => p.name).join('、');
  throw new StepFault(`${close.length > 1 ? 'several people are' : 'nobody is'} called ${name}`, [`people: ${names}`]);
}

/** Opens the app on a fresh database, with the story's people, channels and policy. */
export async function openStage(story: Story): Promise<Stage> {
  const setting = settingOf(story);
  const { timeZone } = story.policy.store;
  const admins = story.admins.map((name) => accountNamed(setting.people, name).email);
  const { language, start, policy, second_desk: secondDesk } = story;
  const trial = await openTrial({ language, start, policy, admins, setting, secondDesk });
  await trial.settle();
  const calendar = { startDate: story.start.slice(0, 10), timeZone };
  const stores = createStores(trial.database, trial.storeId as StoreId);
  const cases = new Map<string, CaseId>();
  const numbers = new Map<string, string>();
  const pass = passing(trial, Number.parseInt(story.tick_every, 10));
  return {
    story,
    trial,
    stores,
    calendar,
    cases,
    numbers,
    marks: new Map(),
    late: null,
    user: (name) => accountNamed(setting.people, name),
    nameOf: (id) => setting.people.find((p) => p.id === id)?.name ?? (id === trial.workspace.botUserId ? 'Kesu' : id),
    everybody: setting.people.map((p) => p.id),
    person: async (name) => {
      const account = accountNamed(setting.people, name);
      const found = await stores.people.byEmail(account.email);
      if (!found) throw new StepFault(`${account.name} has no role, so the desk does not know them yet`);
      return found;
    },
    theCase: async (label) => {
      const id = cases.get(label);
      const found = id && (await stores.cases.get(id));
      if (!found) throw new StepFault(`no case is called ${label} yet`, [`known: ${[...cases.keys()].join(', ')}`]);
      return found;
    },
    spoken: (text) =>
      text.replace(/\{([A-Z]\w*)\}/g, (whole, label: string) => {
        const number = numbers.get(label);
        if (number === undefined) throw new StepFault(`${whole} stands for no case yet`);
        return number;
      }),
    instant: (word) => instantOfWord(word, calendar, trial.now()),
    passTime: pass,
  };
}

const tick = (desk: RunningDesk): Promise<void> => desk.tick();

/** When the next job that waits for its hour may run. */
async function nextJobAt({ database, storeId, now }: Trial): Promise<Date | null> {
  const later = sql`${jobs.storeId} = ${storeId} and ${jobs.state} = 'waiting' and ${jobs.runAt} > ${now().toISOString()}`;
  const [row] = await database.db
    .select({ at: min(jobs.runAt) })
    .from(jobs)
    .where(later);
  return row?.at ?? null;
}

/** Time goes from tick to tick, and stops besides where a job falls due. */
function passing(trial: Trial, everyMinutes: number): Stage['passTime'] {
  const every = everyMinutes * 60_000;
  let heard = 0;
  const rest = async (): Promise<void> => {
    for (const desk of trial.desks) await desk.jobs.idle();
    // Only where something passed between app and workspace is there anything more to wait for.
    const last = trial.workspace.trace(heard).at(-1)?.n ?? heard;
    if (last > heard) await trial.settle();
    heard = trial.workspace.trace(last).at(-1)?.n ?? last;
  };
  const work = async (): Promise<void> => {
    await trial.workspace.tick();
    await Promise.all(trial.desks.map(tick));
    await rest();
  };
  return async (until) => {
    while (trial.now() < until) {
      const now = trial.now().getTime();
      const job = trial.desks.length > 0 ? await nextJobAt(trial) : null;
      const next = Math.min((Math.floor(now / every) + 1) * every, until.getTime(), job?.getTime() ?? Infinity);
      trial.goTo(new Date(Math.max(next, now + 1)));
      await work();
    }
    await work();
  };
}
