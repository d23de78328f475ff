import { addDays, localDate } from '../domain/business-time.ts';
import { isOpen } from '../domain/case-status.ts';
import { type DigestPage, namedOn, type Standing, standing } from '../domain/digest.ts';
import type { DigestKind, JobPayload } from '../domain/job.ts';
import { figures } from '../domain/kpi-figures.ts';
import { daysOf, type Period, weekOf } from '../domain/kpi-period.ts';
import { checkMayLook } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Policy } from '../domain/policy.ts';
import { type ModelUse, modelUse } from '../domain/usage.ts';
import type { Ports, ShowOutcome } from '../ports.ts';
import { loadMaterial, loadWaiting, openedFrom, rates } from './digest-material.ts';

type Needs = Pick<Ports, 'cases' | 'people' | 'policies' | 'clocks' | 'visits' | 'inbox' | 'models'>;

const DAY = 24 * 3_600_000;

const periodOf = (kind: DigestKind, date: string, { digest, store }: Policy): Period =>
  kind === 'weekly' ? weekOf(date, digest.weeklyOn, store.timeZone) : daysOf(date, date, store.timeZone);

/** What the models were asked from one store-local day to another; their budget is that of the last. */
async function modelsUsed({ models }: Pick<Ports, 'models'>, from: string, to: string): Promise<ModelUse | null> {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  const used = await Promise.all(days.map((day) => models.usageOn(day)));
  return modelUse(
    used.flatMap((each) => each.models),
    used.at(-1)?.spent ?? false,
  );
}

/** A digest as things stand at `now`; `date` is the store-local day it is about, today when left out. */
export async function digestPage(ports: Needs, kind: DigestKind, now: Date, date?: string): Promise<DigestPage> {
  const policy = ports.policies.current();
  const { name: storeName, timeZone } = policy.store;
  const day = date ?? localDate(now, timeZone);
  const period = periodOf(kind, day, policy);
  const since = kind === 'weekly' ? openedFrom(period, day, timeZone) : period.start;
  const material = await loadMaterial(ports, period, since, now);
  const staff = await ports.people.staff();
  const waiting = await loadWaiting(
    ports,
    material.cases.filter((c) => isOpen(c.status)),
    staff,
    now,
  );
  const horizonDays = kind === 'morning' ? 0 : 1;
  const stands: Standing = standing({ cases: material.cases, waiting, staff, date: day, timeZone, horizonDays }, now);
  const watched = kind === 'morning' ? new Date(now.getTime() - DAY) : period.start;
  const head = {
    date: day,
    storeName,
    timeZone,
    now: now.toISOString(),
    people: await ports.people.many([...new Set(namedOn(stands))]),
    standing: stands,
    watchdog: await ports.clocks.punctuality(watched, now),
    model: await modelsUsed(ports, period.from, day),
  };
  if (kind === 'morning') return { ...head, kind };
  if (kind === 'daily') return { ...head, kind, figures: figures(material, period, now) };
  return {
    ...head,
    kind,
    period,
    figures: figures(material, period, now),
    rates: await rates(ports, material.cases, period, day, now),
  };
}

/** A digest on demand, for people with a role. */
export async function seeDigest(
  ports: Needs & Pick<Ports, 'clock'>,
  by: Person,
  kind: DigestKind,
): Promise<DigestPage> {
  checkMayLook(by);
  return digestPage(ports, kind, ports.clock.now());
}

/** Sends a digest to one place, as things stand now. */
export async function sendDigest(
  ports: Needs & Pick<Ports, 'clock' | 'chat'>,
  { digest, date, place }: Extract<JobPayload, { kind: 'send_digest' }>,
  jobId: string,
): Promise<ShowOutcome> {
  const page = await digestPage(ports, digest, ports.clock.now(), date);
  return ports.chat.sendDigest(page, place, jobId);
}
