import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReceiverEvent } from '@slack/bolt';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { openCaseFromForm } from '../../src/flows/open-case-from-form.ts';
import { claimJobs, runJob } from '../../src/flows/run-jobs.ts';
import { digestPage } from '../../src/flows/send-digest.ts';
import type { Ports } from '../../src/ports.ts';
import { createSlackChat } from '../../src/slack/chat.ts';
import { createApp } from '../../src/slack/connect.ts';
import { placeRef, userRef } from '../../src/slack/refs.ts';
import { FORMS, PRESSES, register } from '../../src/slack/register.ts';
import { createReturnAddresses } from '../../src/slack/return-addresses.ts';
import { digestMessage } from '../../src/slack/views/digest.ts';
import { wordingFor } from '../../src/wording/wording.ts';
import { safeUrl } from '../../src/workspace/page/mrkdwn.js';
import { complaint, openDesk, reading } from '../support/desk.ts';
import { command, dice, form, inputs, type Json, press } from './forging.ts';
import { listeningSlack, silent } from './target.ts';

/** A call to everybody, to somebody, a link, a channel, a date and code, as a person types them or has them for a name. */
const TYPED = '<!channel> <@U0VICTIM> <https://x.example|点我> <#C0X> <!date^1^x|y> ```a``` & 等太久';
/** What Slack would make of it, were it let through. */
const LIVE = /<!(?!date\^\d{10}\^)|<@U0VICTIM|<https:\/\/x\.example|<#C0X|<!here/;
const PEOPLE = ['U0ONE', 'U0TWO'] as const;

let shown: unknown[] = [];
let unshowable: string[] = [];
let ports: Ports;
let take: (body: Json) => Promise<unknown>;

beforeEach(async () => {
  shown = [];
  unshowable = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    shown.push(JSON.parse(body));
    return new Response('ok');
  });
  const desk = await openDesk();
  const slack = listeningSlack(unshowable, (what) => void shown.push(what));
  const now = () => desk.clock;
  const { timeZone } = DEFAULT_POLICY.store;
  const w = wordingFor('zh');
  ports = { ...desk.ports, chat: createSlackChat({ slack, w, now, timeZone }) };
  desk.readings.set(TYPED, reading({ complaints: [complaint({ text: TYPED, summary: TYPED, severity: 'major' })] }));
  await ports.places.mark(placeRef('C0KESU'), 'complaints', desk.clock);
  await ports.places.mark(placeRef('C0MAJOR'), 'major', desk.clock);
  for (const user of PEOPLE)
    await ports.people.save(`p-${user}` as PersonId, {
      ...{ name: TYPED, role: 'general_manager', department: null, isAdmin: false, email: null },
      chatUser: userRef(user),
    });
  const log = pino({ level: 'silent' });
  const app = createApp(slack, { receiver: silent }, log);
  register(app, { ports, slack, w, log, nameOf: async () => TYPED, addresses: createReturnAddresses(now) });
  await app.init();
  take = (body) => app.processEvent({ body, ack: noteAck } as unknown as ReceiverEvent);
});
afterEach(() => void vi.unstubAllGlobals());

const noteAck = async (answer?: unknown) => void shown.push(answer ?? null);

async function work(): Promise<void> {
  for (let jobs = await claimJobs(ports, 20); jobs.length > 0; jobs = await claimJobs(ports, 20))
    for (const job of jobs) await runJob(ports, job);
}

async function openCase(): Promise<Case> {
  const by = await ports.people.byChatUser(userRef('U0ONE'));
  if (!by) throw new Error('nobody there');
  const facts = { customerName: TYPED, model: TYPED, demand: TYPED };
  return openCaseFromForm(ports, by, { text: TYPED, facts, category: null, place: null });
}

/** Every text that Slack reads for markup: `mrkdwn` objects, and the plain `text` of a message. */
function markup(what: unknown, key = ''): string[] {
  if (typeof what === 'string') return key === 'message' ? [what] : [];
  if (Array.isArray(what))
    return what.flatMap((part, i) => markup(part, i === 0 && typeof part === 'string' ? 'message' : ''));
  if (typeof what !== 'object' || what === null) return [];
  const { type, text } = what as { type?: unknown; text?: unknown };
  const own = typeof text === 'string' && type !== 'plain_text' ? [text] : [];
  return [...own, ...Object.values(what).flatMap((part) => markup(part))];
}

describe('what people type', () => {
  it('calls nobody and links nowhere, on any card, notice, list or form', { timeout: 30_000 }, async () => {
    const d = dice(3);
    let c = await openCase();
    for (let round = 0; round < 3; round++) {
      for (const id of d.chance(0.5) ? Object.keys(FORMS) : Object.keys(FORMS).reverse()) {
        const now = (await ports.cases.get(c.id)) as Case;
        // A closed or dismissed case is followed by the next.
        if (!['new', 'claimed', 'awaiting_approval', 'offering', 'executing', 'resolved'].includes(now.status))
          c = await openCase();
        const proposal = now.proposals.at(-1);
        const carried = {
          solutions: ['compensation'],
          lines: [{ kind: 'goodwill', payer: 'dealer', amountFen: 20_000 }],
        };
        const where = { at: 'channel', channel: 'C0KESU', threadTs: null, ephemeral: true };
        const about = { caseId: c.id, proposalId: proposal?.id ?? 'x', shownFen: 20_000, seen: now.status, where };
        const values = inputs('U0TWO', now.promises[0]?.id, TYPED);
        await take(form(d.pick(PEOPLE), id, { ...about, ...carried, reason: TYPED.slice(0, 60) }, values));
        for (const action of ['approval:approve', ...Object.keys(PRESSES)].filter(() => d.chance(0.3))) {
          const value = action.startsWith('approval:') ? `${c.id}|${proposal?.id}|20000` : c.id;
          await take(press(d.pick(PEOPLE), action, action === 'case:more' ? `timeline:${c.id}` : value, d));
        }
        await work();
      }
    }
    for (const words of ['我的', '未结', '查 等太久', '重大', '早报', '日报', '周报', '人员', '代理', TYPED, c.number])
      await take(command('U0ONE', words));
    const texts = shown.flatMap((what) => markup(what));
    expect(texts.filter((text) => LIVE.test(text))).toEqual([]);
    expect(texts.filter((text) => text.includes('&lt;!channel&gt;')).length).toBeGreaterThan(50);
    expect([...new Set(unshowable)]).toEqual([]);
  });

  it('stays words in every digest', async () => {
    for (let i = 0; i < 3; i++) await openCase();
    const w = wordingFor('zh');
    for (const kind of ['morning', 'daily', 'weekly'] as const) {
      const letter = digestMessage(await digestPage(ports, kind, ports.clock.now()), w);
      expect(markup([letter.text, letter.blocks]).filter((text) => LIVE.test(text))).toEqual([]);
    }
  });
});

describe('the page of the local workspace', () => {
  const folder = 'src/workspace/page';
  const modules = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const source = modules.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');

  it('never takes a text for HTML, a script or a style', () => {
    expect(modules.length).toBeGreaterThan(30);
    expect(
      source.match(
        /\.(?:inner|outer)HTML|insertAdjacentHTML|dangerouslySet|document\.write|\beval\(|new Function|srcdoc/g,
      ),
    ).toBeNull();
  });

  it('links to web and mail addresses only', () => {
    for (const url of ['javascript:alert(1)', ' javascript:alert(1)', 'JaVaScRiPt:x', 'data:text/html,x', 'vbscript:x'])
      expect([url, safeUrl(url)]).toEqual([url, null]);
    expect(safeUrl('https://x.example/?a=<b>')).toBe('https://x.example/?a=<b>');
    // What stands in a link comes from there, or is the address of a file of the workspace itself.
    const hrefs = [...source.matchAll(/href=\$\{([^}]*)\}/g)].map(([, what]) => what);
    const known = ['file.url', 'url', 'node.url', 'n.url', "safeUrl(source) ?? '#'"];
    expect(hrefs.filter((what) => !known.includes(what ?? ''))).toEqual([]);
  });
});
