import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileRef, MessageRef } from '../../src/domain/ids.ts';
import { cardOf } from '../../src/flows/show-case.ts';
import type { ShowAt } from '../../src/ports.ts';
import { messageRef, placeRef, slackMessage, userRef } from '../../src/slack/refs.ts';
import { openRig, type Rig } from './rig.ts';
import { worstCrisis, worstReport } from './views-grave.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(() => rig.stop());

const channel = () => rig.workspace.channel('客诉');
const at = (more: Partial<ShowAt> = {}): ShowAt => ({
  shown: null,
  near: null,
  place: placeRef(channel()),
  jobId: 'job-a',
  ...more,
});

/** A case that came in by a message, and its card. */
async function aCase() {
  const ts = await rig.post('li', '客户等了两个小时');
  const [c] = await rig.stores.cases.fromMessage(messageRef(channel(), ts));
  if (!c) throw new Error('no case was opened');
  return { ts, c, card: await cardOf(rig.ports, c) };
}
const thread = (ts: string) => rig.workspace.messages(rig.workspace.user('li'), channel(), ts);
const refOf = (outcome: Awaited<ReturnType<Rig['ports']['chat']['showCase']>>): MessageRef => {
  if (!('ref' in outcome)) throw new Error(outcome.type);
  return outcome.ref;
};

describe('showing a case', () => {
  it('posts under the source message, marked with its job', async () => {
    const { ts, card } = await aCase();
    const before = thread(ts).length;
    const outcome = await rig.ports.chat.showCase(card, at({ near: messageRef(channel(), ts) }));
    expect(outcome.type).toBe('shown');
    expect(thread(ts)).toHaveLength(before + 1);
  });

  it('changes the card in place where it stands', async () => {
    const { ts, card } = await aCase();
    const near = messageRef(channel(), ts);
    const ref = refOf(await rig.ports.chat.showCase(card, at({ near })));
    const count = thread(ts).length;
    const claimed = { ...card, case: { ...card.case, summary: '改过的摘要' } };
    const again = await rig.ports.chat.showCase(claimed, at({ near, shown: ref, jobId: 'job-b' }));
    expect(again).toEqual({ type: 'shown', ref });
    expect(thread(ts)).toHaveLength(count);
    expect(JSON.stringify(thread(ts))).toContain('改过的摘要');
  });

  it('posts again where the card was deleted', async () => {
    const { ts, card } = await aCase();
    const near = messageRef(channel(), ts);
    const ref = refOf(await rig.ports.chat.showCase(card, at({ near })));
    const { ts: cardTs } = slackMessage(ref);
    await rig.slack.clients.background.chat.delete({ channel: channel(), ts: cardTs });
    const again = await rig.ports.chat.showCase(card, at({ near, shown: ref, jobId: 'job-b' }));
    expect(again.type).toBe('reposted');
    expect(refOf(again)).not.toBe(ref);
  });

  it('posts once when the answer to the post was lost', async () => {
    const { ts, card } = await aCase();
    const near = messageRef(channel(), ts);
    const count = thread(ts).length;
    rig.workspace.fault({ method: 'chat.postMessage', kind: 'drop_after_commit', times: 1 });
    await expect(rig.ports.chat.showCase(card, at({ near }))).rejects.toThrow();
    const outcome = await rig.ports.chat.showCase(card, at({ near }));
    expect(outcome.type).toBe('shown');
    expect(thread(ts)).toHaveLength(count + 1);
  });

  it('posts once at the head of a channel too, after a 500', async () => {
    const { card } = await aCase();
    rig.workspace.fault({ method: 'chat.postMessage', kind: 'drop_after_commit', times: 1 });
    rig.workspace.fault({ method: 'conversations.history', kind: '500', times: 1 });
    const attempt = () => rig.ports.chat.showCase(card, at({ jobId: 'job-head' }));
    await expect(attempt()).rejects.toThrow();
    await expect(attempt()).rejects.toThrow();
    await attempt();
    const found = rig.workspace.messages(rig.workspace.user('li'), channel()).filter((m) => m.blocks?.length);
    expect(found.filter((m) => m.user === rig.workspace.botUserId)).toHaveLength(1);
  });

  it('stands at the head of the channel where its thread is gone', async () => {
    const { card } = await aCase();
    const nowhere = messageRef(channel(), '1700000000.000100');
    const outcome = await rig.ports.chat.showCase(card, at({ near: nowhere }));
    expect(outcome.type).toBe('shown');
    const heads = rig.workspace.messages(rig.workspace.user('li'), channel());
    expect(heads.map((m) => messageRef(channel(), m.ts))).toContain(refOf(outcome));
  });

  it('shows today’s state in what a lost try posted', async () => {
    const { ts, card } = await aCase();
    const near = messageRef(channel(), ts);
    rig.workspace.fault({ method: 'chat.postMessage', kind: 'drop_after_commit', times: 1 });
    await expect(rig.ports.chat.showCase(card, at({ near }))).rejects.toThrow();
    await rig.ports.chat.showCase({ ...card, case: { ...card.case, summary: '新的摘要' } }, at({ near }));
    expect(JSON.stringify(thread(ts))).toContain('新的摘要');
  });

  it('comes back later, at the second Slack named, when there were too many calls', async () => {
    const { card } = await aCase();
    rig.workspace.fault({ method: 'chat.postMessage', kind: '429', times: 1, retryAfter: 7 });
    const started = performance.now();
    const outcome = await rig.ports.chat.showCase(card, at());
    expect(outcome.type).toBe('later');
    const wait = outcome.type === 'later' ? outcome.until.getTime() - rig.ports.clock.now().getTime() : 0;
    expect(Math.round(wait / 1000)).toBe(7);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it.each(['not_in_channel', 'is_archived', 'channel_not_found', 'account_inactive'])(
    'takes %s for gone',
    async (error) => {
      const { card } = await aCase();
      rig.workspace.fault({ method: 'chat.postMessage', kind: 'error', times: 1, error });
      expect(await rig.ports.chat.showCase(card, at())).toEqual({ type: 'gone', why: error });
    },
  );

  it('takes a channel it is not in for gone', async () => {
    const { card } = await aCase();
    const outcome = await rig.ports.chat.showCase(card, at({ place: placeRef(rig.workspace.channel('闲聊')) }));
    expect(outcome.type).toBe('gone');
  });

  it('throws what a retry may mend', async () => {
    const { card } = await aCase();
    rig.workspace.fault({ method: 'chat.postMessage', kind: 'error', times: 1, error: 'internal_error' });
    await expect(rig.ports.chat.showCase(card, at())).rejects.toThrow('internal_error');
  });
});

describe.each(['report', 'crisis'] as const)('a card of a %s', (kind) => {
  const show = (version: number, more: Partial<ShowAt>) => {
    const { report, ...card } = worstReport(null);
    if (kind === 'report') return rig.ports.chat.showReport({ ...card, report: { ...report, version } }, at(more));
    const { case: c, ...file } = worstCrisis();
    return rig.ports.chat.showCrisis({ ...file, case: { ...c, number: `20261116-00${version}` } }, at(more));
  };
  const heads = () => rig.workspace.messages(rig.workspace.user('li'), channel());

  it('stands once, changes in place, and is posted again where it was deleted', async () => {
    const shown = refOf(await show(1, {}));
    expect(heads()).toHaveLength(1);
    expect(await show(2, { shown, jobId: 'job-b' })).toEqual({ type: 'shown', ref: shown });
    expect(heads()).toHaveLength(1);
    expect(JSON.stringify(heads())).toContain(kind === 'report' ? '第 2 版' : '20261116-002');
    await rig.slack.clients.background.chat.delete({ channel: channel(), ts: slackMessage(shown).ts });
    expect((await show(3, { shown, jobId: 'job-c' })).type).toBe('reposted');
  });
});

describe('saying a notice', () => {
  const notice = { kind: 'not_registered', reason: 'chatter' } as const;

  it('goes to a person in their direct message', async () => {
    const user = rig.workspace.user('wu');
    const outcome = await rig.ports.chat.say(notice, { to: 'chat_user', user: userRef(user) }, new Map(), 'job-1');
    expect(outcome.type).toBe('sent_directly');
    const { channel: dm } = slackMessage(refOf(outcome));
    expect(rig.workspace.messages(user, dm)).toHaveLength(1);
  });

  it('says once what a repeated job says', async () => {
    const user = rig.workspace.user('wu');
    const say = () => rig.ports.chat.say(notice, { to: 'chat_user', user: userRef(user) }, new Map(), 'job-1');
    const first = refOf(await say());
    expect(refOf(await say())).toBe(first);
    expect(rig.workspace.messages(user, slackMessage(first).channel)).toHaveLength(1);
  });

  it('is gone where its thread is gone', async () => {
    const to = { to: 'thread', message: messageRef(channel(), '1700000000.000100') } as const;
    expect((await rig.ports.chat.say(notice, to, new Map(), 'job-1')).type).toBe('gone');
  });

  it('is gone for a person without an account', async () => {
    const to = { to: 'person', person: 'nobody' } as never;
    expect(await rig.ports.chat.say(notice, to, new Map(), 'job-1')).toEqual({ type: 'gone', why: 'no_chat_account' });
  });

  it('is gone for an account Slack does not know', async () => {
    const outcome = await rig.ports.chat.say(
      notice,
      { to: 'chat_user', user: userRef('U0NOBODY') },
      new Map(),
      'job-1',
    );
    expect(outcome.type).toBe('gone');
  });
});

describe('the rest of the chat', () => {
  it('marks a message seen, twice without a fault', async () => {
    const ts = await rig.post('li', '早上好');
    await rig.ports.chat.markSeen(messageRef(channel(), ts));
    await rig.ports.chat.markSeen(messageRef(channel(), ts));
    const [message] = rig.workspace.messages(rig.workspace.user('li'), channel());
    expect(message?.reactions.map((r) => r.name)).toEqual(['eyes']);
  });

  it('leaves a message that is gone unmarked', async () => {
    await rig.ports.chat.markSeen(messageRef(channel(), '1700000000.000100'));
  });

  it('knows names and addresses', async () => {
    const user = userRef(rig.workspace.user('wu'));
    expect(await rig.ports.chat.profile(user)).toEqual({ name: '吴强', email: 'wu@example.com', active: true });
    expect(await rig.ports.chat.profile(userRef('U0NOBODY'))).toBeNull();
    expect(await rig.ports.chat.userByEmail('WU@example.com')).toBe(user);
    expect(await rig.ports.chat.userByEmail('nobody@example.com')).toBeNull();
  });

  it('fetches a file, refuses a large one, and takes a missing one for gone', async () => {
    const content = Buffer.from('刹车照片').toString('base64');
    await rig.workspace.act({
      verb: 'message',
      as: rig.workspace.user('li'),
      channel: channel(),
      text: '客户等了很久',
      files: [{ name: 'a.jpg', mimetype: 'image/jpeg', content }],
    });
    await rig.workspace.quiet();
    const [message] = [...rig.stores.memory.messages.values()];
    const ref = message?.files[0]?.ref as FileRef;
    const got = await rig.ports.chat.download(ref, 1000);
    expect(got.type === 'content' && Buffer.from(got.content).toString()).toBe('刹车照片');
    expect((await rig.ports.chat.download(ref, 3)).type).toBe('too_large');
    expect((await rig.ports.chat.download('slack:F0NOBODY' as FileRef, 1000)).type).toBe('gone');
  });

  it('asks Slack who it is once', async () => {
    const calls = rig.workspace.trace().filter((entry) => entry.kind === 'call' && entry.name === 'auth.test');
    expect(calls).toHaveLength(1);
  });
});
