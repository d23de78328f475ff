import { messageRef } from '../../src/slack/refs.ts';
import type { Find, FindingKind, Findings, Views } from './findings.ts';
import { judgeAuthority } from './judge-authority.ts';
import { judgeChat } from './judge-chat.ts';
import { judgeKept } from './judge-kept.ts';
import { judgeTime } from './judge-time.ts';

/** Where the case of a complaint stands in the database, and its card in the chat. */
function howItStands({ ledger, database }: Views, about: number): string {
  const post = ledger.written.find((one) => one.about === about);
  const kept = database.cases.find(({ case: c }) => post && c.source === messageRef(post.channel, post.ts));
  if (!kept) return 'no case';
  const { id, number, status, thread } = kept.case;
  return `${number} is ${status}, its thread ${thread}, its card ${database.shown.get(`case:${id}`)}`;
}

/** Compares what people did, what the database holds and what the chat shows. */
export function verdictOf(views: Views): { readonly findings: Findings; readonly worstLagMs: number } {
  const findings: Record<FindingKind, string[]> = {
    ...{ lost: [], doubled: [], missed: [], late: [], out_of_order: [], unauthorised: [], broken: [] },
  };
  const find: Find = (kind, sentence) => void findings[kind].push(sentence);
  for (const { about, where } of views.ledger.unfinished)
    find('broken', `complaint ${about} got no further: ${where}; ${howItStands(views, about)}`);
  if (!views.drained) find('broken', 'a desk did not end at SIGTERM and had to be killed');
  judgeKept(views, find);
  judgeChat(views, find);
  judgeAuthority(views, find);
  return { findings, worstLagMs: judgeTime(views, find) };
}
