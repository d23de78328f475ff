import type { CaseEventBody } from '../../src/domain/case-event.ts';
import type { Notice } from '../../src/domain/notice.ts';
import { messageRef } from '../../src/slack/refs.ts';
import type { Said } from '../../src/slack/views/case-card.ts';
import type { ShownMessage } from './chat-view.ts';
import type { KeptJob } from './database-view.ts';
import { type Find, groupedBy, type Views } from './findings.ts';

/*
 * What the database says should stand in the chat, held against what stands there.
 */

/** What a job puts in the chat, in words that are the same for everything that should stand there once. */
function thingOf({ payload }: KeptJob): string | null {
  switch (payload.kind) {
    case 'show_case':
      return `the card of ${payload.caseId}`;
    case 'show_approval':
      return `the approval ${payload.proposal}`;
    case 'send_digest':
      return `the ${payload.digest} list of ${payload.date} in ${payload.place}`;
    case 'say':
      return `the notice ${JSON.stringify([payload.notice, payload.addressee])}`;
    default:
      return null;
  }
}

/** One card a case, each as the database has it; every notice once, and in the order in which things happened. */
export function judgeChat(views: Views, find: Find): void {
  const { chat, database, clock } = views;
  const jobs = new Map(database.jobs.map((job) => [job.id, job]));
  const posted = chat.messages.flatMap((message) => {
    const job = message.job === null ? undefined : jobs.get(message.job);
    return job ? [{ message, job }] : [];
  });
  for (const message of chat.messages)
    if (message.job !== null && !jobs.has(message.job) && isRecent(message, clock.now()))
      find('doubled', `a message of no job: ${message.text}`);
  for (const [thing, same] of groupedBy(posted, ({ job }) => thingOf(job) ?? job.id)) {
    const may = same[0] ? occasions(views, same[0].job) : 1;
    if (same.length > may) find('doubled', `${thing.slice(0, 200)} stands ${same.length} times`);
  }
  const ofJobs = chat.messages.filter(({ job }) => job !== null);
  for (const [id, same] of groupedBy(ofJobs, ({ job }) => `${job}`))
    if (same.length > 1) find('doubled', `job ${id} posted ${same.length} messages`);
  judgeJobs(views, new Set(posted.map(({ job }) => job.id)), find);
  judgeCards(views, find);
  judgeOrder(posted, find);
}

/** Jobs that are done are kept for a week (db/jobs.ts); what they posted stays. */
const KEPT_MS = 7 * 24 * 3_600_000;
export const isRecent = ({ ts }: { readonly ts: string }, now: number): boolean => Number(ts) * 1000 > now - KEPT_MS;

/** What a notice tells in the very same words each time it happens: two proposals of one amount, a case that was taken up once more. */
const TELLS: Partial<Record<Notice['kind'], CaseEventBody['type']>> = {
  approved: 'approved',
  rejected: 'rejected',
  please_follow_up: 'carried_out',
};

/** How often something happened that is told in the very same words: besides those, steps of one time limit. */
function occasions({ database }: Views, { payload }: KeptJob): number {
  if (payload.kind !== 'say') return 1;
  const { notice } = payload;
  if (notice.kind === 'reminder') {
    const steps = database.reminders.filter(
      (r) => r.caseId === notice.caseId && r.kind === notice.timer && r.dueAt.toISOString() === notice.dueAt,
    );
    return new Set(steps.map((r) => `${r.timer} ${r.step}`)).size;
  }
  const told = TELLS[notice.kind];
  if (!told || !('caseId' in notice)) return 1;
  const kept = database.cases.find(({ case: c }) => c.id === notice.caseId);
  return kept?.events.filter((e) => e.body.type === told).length ?? 0;
}

/** Everything that was to be done is done. */
function judgeJobs({ database, clock }: Views, posted: ReadonlySet<string>, find: Find): void {
  for (const job of database.jobs) {
    const what = (thingOf(job) ?? job.payload.kind).slice(0, 200);
    if (job.state === 'dead') find('missed', `set aside after ${job.attempt} tries: ${what} (${job.error})`);
    if (job.state === 'waiting' && (job.runAt ?? 0) <= clock.now()) find('missed', `still to be done: ${what}`);
    if (job.state === 'running') find('missed', `begun and never ended: ${what}`);
    if (job.state === 'done' && job.payload.kind === 'say' && !posted.has(job.id))
      find('missed', `never said: ${what}`);
  }
}

function judgeCards({ chat, database }: Views, find: Find): void {
  const byRef = new Map(chat.messages.map((m) => [messageRef(m.channel, m.ts) as string, m]));
  const judge = (key: string, name: string, card: Said, essence = cardEssence) => {
    const message = byRef.get(database.shown.get(key) ?? '');
    if (!message) return find('missed', `${name} is not in the chat`);
    const [stands, should] = [essence(message), essence(card)];
    const at = should.findIndex((line, i) => line !== stands[i]);
    if (at >= 0 || stands.length !== should.length)
      find('missed', `${name} shows "${stands[at]?.slice(0, 120)}" for "${should[at]?.slice(0, 120)}"`);
  };
  for (const { case: c, card, approvals } of database.cases) {
    judge(`case:${c.id}`, `the card of ${c.number}`, card);
    for (const approval of approvals)
      judge(`approval:${approval.proposal}`, `the approval of ${c.number}`, approval.card, approvalEssence);
  }
}

interface Block {
  readonly type: string;
  readonly text?: { readonly text: string };
  readonly fields?: unknown;
  readonly elements?: readonly { readonly action_id?: string; readonly text?: string }[];
}

/** What a card says that does not depend on when it was drawn: its sections, its buttons, its last lines. */
function cardEssence({ text, blocks }: Pick<ShownMessage, 'text' | 'blocks'> | Said): readonly string[] {
  const all = blocks as readonly Block[];
  const last = all.findLast((block) => block.type === 'context');
  return [
    text,
    ...all.flatMap((block) => {
      if (block.type === 'section' && !block.fields) return [block.text?.text ?? ''];
      if (block.type === 'actions') return [(block.elements ?? []).map((e) => e.action_id).join(' ')];
      return block === last ? [(block.elements ?? []).map((e) => e.text).join('\n')] : [];
    }),
  ];
}

/**
 * An approval that is decided stays as it was, while the case goes on: how grave it is by now, and what was paid besides (its second section).
 */
const approvalEssence = (message: Parameters<typeof cardEssence>[0]): readonly string[] =>
  cardEssence(message)
    .filter((_, i) => i !== 2)
    .map((line) => line.replace(/^:\w+: (?:一般|升级|重大) · /m, ''));

/** Within one order (a thread, a person) what was to be told first stands first. */
function judgeOrder(posted: readonly { readonly message: ShownMessage; readonly job: KeptJob }[], find: Find): void {
  const ordered = posted.filter(({ job }) => job.orderKey !== null);
  for (const [order, told] of groupedBy(ordered, ({ job }) => job.orderKey ?? '')) {
    const inTime = [...told].sort((a, b) => a.message.ts.localeCompare(b.message.ts));
    inTime.forEach(({ job }, i) => {
      const after = inTime[i + 1];
      if (after && after.job.run < job.run)
        find('out_of_order', `${order}: ${job.payload.kind} before ${after.job.payload.kind}`);
    });
  }
}
