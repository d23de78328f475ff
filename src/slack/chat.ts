import type { ChatUserRef, MessageRef, PersonId } from '../domain/ids.ts';
import type { Addressee } from '../domain/job.ts';
import type { Person } from '../domain/person.ts';
import type { Chat, ShowAt, ShowOutcome } from '../ports.ts';
import type { Wording } from '../wording/wording.ts';
import type { Slack } from './clients.ts';
import { download } from './download.ts';
import { isGone, isNoSuchMessage, isNoSuchThread, slackWord } from './failures.ts';
import { writtenIn, writtenUnder } from './history.ts';
import { mention, messageLink } from './links.ts';
import { rememberedNames } from './plain-text.ts';
import { change, type Letter, postOnce, shownOrWhy, type Target } from './posting.ts';
import { placeRef, slackId, slackMessage, userRef } from './refs.ts';
import { openRoom } from './rooms.ts';
import { approvalCard } from './views/approval-card.ts';
import { caseCard } from './views/case-card.ts';
import { crisisCard } from './views/crisis-card.ts';
import { digestMessage } from './views/digest.ts';
import { noticeMessage } from './views/notice.ts';
import { reportCard } from './views/report-card.ts';

interface Voice {
  readonly slack: Slack;
  readonly w: Wording;
  readonly now: () => Date;
  /** IANA name; times in what is said are the store's. */
  readonly timeZone: string;
}

/** The desk's voice in Slack. */
export function createSlackChat(voice: Voice): Chat {
  const { slack, w, now } = voice;
  const openDirect = directChannels(slack);
  const nameOf = rememberedNames(async (id) => (await profile(slack, userRef(id)))?.name ?? null, now);
  const listener = { slack, now, plain: { botUserId: slack.identity.botUserId, nameOf } };
  return {
    showCase: (card, at) => converge(voice, at, caseCard(card, w, now(), mention)),
    showApproval: (card, at) => converge(voice, at, approvalCard(card, w, mention)),
    showReport: (card, at) => converge(voice, at, reportCard(card, w)),
    showCrisis: (card, at) => converge(voice, at, crisisCard(card, w)),
    openRoom: (name, topic, people) => openRoom(slack, name, topic, people),
    sendDigest: (page, place, jobId) => {
      const target = { channel: slackId(place), threadTs: null };
      return shownOrWhy(now, () => sayAt(slack, target, digestMessage(page, w), jobId, false));
    },
    say: (notice, to, people, jobId) =>
      shownOrWhy(now, async () => {
        const target = await targetOf(to, people, openDirect);
        if (!target) return { type: 'gone', why: 'no_chat_account' };
        const link = (ref: MessageRef) => messageLink(slack.identity, ref);
        const letter = noticeMessage(notice, w, { people, mention, link, timeZone: voice.timeZone });
        return sayAt(slack, target, letter, jobId, to.to === 'person' || to.to === 'chat_user');
      }),
    markSeen: (message) => markSeen(slack, message),
    profile: (user) => profile(slack, user),
    userByEmail: (email) => userByEmail(slack, email),
    userById: userRef,
    writtenIn: (place, since) => writtenIn(listener, place, since),
    writtenUnder: (root, since) => writtenUnder(listener, root, since),
    directPlace: async (user) => {
      try {
        return placeRef(await openDirect(user));
      } catch (error) {
        if (isGone(error)) return null;
        throw error;
      }
    },
    download: (file, maxBytes) => download(slack, file, maxBytes),
  };
}

/** Makes the chat show the letter: in place, else under `near`, else at the head of the place. */
function converge({ slack, now }: Voice, at: ShowAt, letter: Letter): Promise<ShowOutcome> {
  const client = slack.clients.background;
  return shownOrWhy(now, async () => {
    if (at.shown && (await changed(slack, at.shown, letter))) return { type: 'shown', ref: at.shown };
    const { ref, before } = await postAtFirst(slack, targetsOf(at), letter, at.jobId);
    // What an earlier try of this job posted may be older than what is to be shown now.
    if (before) await change(client, ref, letter);
    return { type: at.shown ? 'reposted' : 'shown', ref };
  });
}

async function changed(slack: Slack, ref: MessageRef, letter: Letter): Promise<boolean> {
  try {
    await change(slack.clients.background, ref, letter);
    return true;
  } catch (error) {
    if (isNoSuchMessage(error) || isGone(error)) return false;
    throw error;
  }
}

function targetsOf(at: ShowAt): readonly [Target, ...Target[]] {
  const head: Target = { channel: slackId(at.place), threadTs: null };
  if (!at.near) return [head];
  const { channel, ts } = slackMessage(at.near);
  return [{ channel, threadTs: ts }, head];
}

/** Posts at the first target that is still there. */
async function postAtFirst(
  slack: Slack,
  [target, ...others]: readonly [Target, ...Target[]],
  letter: Letter,
  jobId: string,
): ReturnType<typeof postOnce> {
  const [next, ...rest] = others;
  try {
    return await postOnce(slack.clients.background, target, letter, jobId);
  } catch (error) {
    if (!next || !(isNoSuchThread(error) || isGone(error))) throw error;
    return postAtFirst(slack, [next, ...rest], letter, jobId);
  }
}

async function sayAt(slack: Slack, target: Target, letter: Letter, jobId: string, direct: boolean) {
  try {
    const { ref } = await postOnce(slack.clients.background, target, letter, jobId);
    return { type: direct ? 'sent_directly' : 'shown', ref } as const;
  } catch (error) {
    if (isNoSuchThread(error)) return { type: 'gone', why: slackWord(error) ?? 'thread_not_found' } as const;
    throw error;
  }
}

type OpenDirect = (user: ChatUserRef) => Promise<string>;

/** Finds the direct message with a person, asking Slack once for each. */
function directChannels(slack: Slack): OpenDirect {
  const known = new Map<ChatUserRef, string>();
  return async (user) => {
    const found = known.get(user);
    if (found !== undefined) return found;
    const { channel } = await slack.clients.background.conversations.open({ users: slackId(user) });
    if (channel?.id === undefined) throw new Error('conversations.open answered without a channel');
    known.set(user, channel.id);
    return channel.id;
  };
}

async function targetOf(
  to: Addressee,
  people: ReadonlyMap<PersonId, Person>,
  openDirect: OpenDirect,
): Promise<Target | null> {
  if (to.to === 'thread') {
    const { channel, ts } = slackMessage(to.message);
    return { channel, threadTs: ts };
  }
  if (to.to === 'place') return { channel: slackId(to.place), threadTs: null };
  const user = to.to === 'chat_user' ? to.user : (people.get(to.person)?.chatUser ?? null);
  return user === null ? null : { channel: await openDirect(user), threadTs: null };
}

async function markSeen(slack: Slack, message: MessageRef): Promise<void> {
  const { channel, ts } = slackMessage(message);
  try {
    await slack.clients.background.reactions.add({ channel, timestamp: ts, name: 'eyes' });
  } catch (error) {
    const unmarkable = ['already_reacted', 'too_many_reactions', 'too_many_emoji', 'thread_locked'];
    if (!isNoSuchMessage(error) && !isGone(error) && !unmarkable.includes(slackWord(error) ?? '')) throw error;
  }
}

/** Asked while a person waits for a form, so with the client that waits no longer than they do. */
/** False for people of another company in a shared channel (Slack Connect). */
const isOfOurs = (user: SlackUser, { teamId, enterpriseId }: Slack['identity']): boolean =>
  user.team_id === undefined ||
  user.team_id === teamId ||
  (enterpriseId !== null && user.enterprise_user?.enterprise_id === enterpriseId);

/** What `users.info` says of somebody, as far as it matters here. */
interface SlackUser {
  readonly team_id?: string;
  readonly enterprise_user?: { readonly enterprise_id?: string };
}

async function profile(slack: Slack, user: ChatUserRef): ReturnType<Chat['profile']> {
  try {
    const { user: found } = await slack.clients.interactive.users.info({ user: slackId(user) });
    const { display_name, real_name, email } = found?.profile ?? {};
    const name = display_name || real_name || found?.real_name || found?.name;
    if (!found || !name) return null;
    // Another company's administrator may have written any address, so it makes nobody one of ours.
    const own = isOfOurs(found, slack.identity);
    return { name, email: own ? (email?.toLowerCase() ?? null) : null, active: found.deleted !== true };
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

async function userByEmail(slack: Slack, email: string): Promise<ChatUserRef | null> {
  try {
    const { user } = await slack.clients.background.users.lookupByEmail({ email });
    return user?.id === undefined ? null : userRef(user.id);
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}
