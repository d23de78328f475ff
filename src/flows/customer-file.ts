import type { Case } from '../domain/case.ts';
import type { CaseEvent } from '../domain/case-event.ts';
import { comparable, type Identity } from '../domain/erasure.ts';
import type { CaseId, MessageRef } from '../domain/ids.ts';
import type { Message } from '../domain/message.ts';
import { erasureOf } from '../domain/retention.ts';
import type { Ports } from '../ports.ts';

/** A case of a customer, or (`own` false) one of somebody else in which he is mentioned. */
export interface CustomerCase {
  readonly case: Case;
  readonly own: boolean;
  readonly events: readonly CaseEvent[];
  readonly messages: readonly Message[];
  /** What an erasure would do to it (domain/retention.ts). */
  readonly fate: ReturnType<typeof erasureOf>;
}

/** All that the desk holds about a customer. */
export interface CustomerFile {
  readonly identity: Identity;
  /** Oldest first. */
  readonly cases: readonly CustomerCase[];
  /** Messages that belong to none of these cases. */
  readonly messages: readonly Message[];
  /** Numbers of cases of the same car under another phone: somebody else's. */
  readonly others: readonly string[];
}

type Needs = Pick<Ports, 'cases' | 'inbox' | 'keeping' | 'policies' | 'clock'>;

const present = (values: readonly (string | null | undefined)[]): string[] => [
  ...new Set(values.filter((value): value is string => comparable(value ?? null) !== null)),
];

function identityOf(phone: string, own: readonly Case[]): Identity {
  return {
    phones: [phone],
    plates: present(own.map((c) => c.facts.plate?.value)),
    vins: present(own.flatMap((c) => [c.facts.vin?.value, c.malformedVin])),
    names: present(own.map((c) => c.facts.customerName?.value.trim())),
  };
}

/** Looks for a customer by phone (digits only): his cases, then those and the messages that name his car and nobody else's phone. */
export async function customerFile(ports: Needs, phone: string): Promise<CustomerFile> {
  const { keeping, cases } = ports;
  const byPhone = await keeping.mentioning({ phones: [phone], plates: [], vins: [] });
  const named = await cases.many(byPhone.cases);
  const isOwn = ({ facts }: Case) => (comparable(facts.phone?.value ?? null) ?? phone) === phone;
  const identity = identityOf(phone, named.filter(isOwn));
  const byCar = await keeping.mentioning({ ...identity, phones: [] });
  const more = (await cases.many(byCar.cases)).filter((c) => !named.some(({ id }) => id === c.id));
  const others = more.filter((c) => !isOwn(c));
  const found = [...named, ...more.filter(isOwn)].sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
  const held = await Promise.all(found.map((c) => customerCase(ports, c, isOwn(c))));
  const elsewhere = new Set(
    [...held, ...(await Promise.all(others.map((c) => customerCase(ports, c, false))))].flatMap((c) =>
      c.messages.map((m) => m.ref),
    ),
  );
  const loose = [...new Set([...byPhone.messages, ...byCar.messages])].filter((ref) => !elsewhere.has(ref));
  return { identity, cases: held, messages: await messagesOf(ports, loose), others: others.map((c) => c.number) };
}

async function messagesOf(ports: Pick<Ports, 'inbox'>, refs: readonly MessageRef[]): Promise<readonly Message[]> {
  const found = await Promise.all(refs.map((ref) => ports.inbox.message(ref)));
  return found.filter((message) => message !== null).sort((a, b) => (a.postedAt < b.postedAt ? -1 : 1));
}

async function customerCase(ports: Needs, c: Case, own: boolean): Promise<CustomerCase> {
  const events = await ports.cases.timeline(c.id);
  const target = await mergedInto(ports, c.mergedInto?.id ?? null);
  const heads = [...new Set([c.source, c.thread].filter((ref) => ref !== null))];
  const threads = await Promise.all(heads.map((ref) => ports.inbox.thread(ref)));
  const said = events.flatMap(({ body }) => ('message' in body && body.message ? [body.message] : []));
  const refs = new Set([...heads, ...threads.flat().map((m) => m.ref), ...said]);
  const fate = erasureOf(c, target, ports.policies.current(), ports.clock.now());
  return { case: c, own, events, messages: await messagesOf(ports, [...refs]), fate };
}

/** The case at the end of a row of merges. */
async function mergedInto(ports: Pick<Ports, 'cases'>, id: CaseId | null): Promise<Case | null> {
  const seen = new Set<CaseId>();
  let target: Case | null = null;
  for (let next = id; next !== null && !seen.has(next); next = target?.mergedInto?.id ?? null) {
    seen.add(next);
    target = await ports.cases.get(next);
  }
  return target;
}
