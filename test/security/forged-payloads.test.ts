import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Case } from '../../src/domain/case.ts';
import type { CaseEventType } from '../../src/domain/case-event.ts';
import { ACTION, FIELD, FORM, SHORTCUT } from '../../src/slack/ids.ts';
import { commandSchema, pressSchema, shortcutSchema, submissionSchema } from '../../src/slack/payloads.ts';
import { FORMS, PRESSES } from '../../src/slack/register.ts';
import {
  bend,
  closed,
  command,
  type Dice,
  dice,
  event,
  form,
  inputs,
  type Json,
  NASTY_TEXTS,
  press,
  shortcut,
} from './forging.ts';
import { MESSAGES, type Outcome, openTarget, type Target } from './target.ts';

/*
 * Everything Slack may send, forged: by people without rights about real cases, and by people with rights about what is not there.
 */

const SEED = 20_261_116;
const COUNT = 20_000;
const POWERLESS = ['U0STRANGER', 'U0NOROLE', 'U0LEFT'] as const;
/** What the timelines hold after a general manager sent the same. */
const DOABLE: readonly CaseEventType[] = [
  ...(['claimed', 'proposed', 'approved', 'rejected', 'returned', 'accepted', 'declined', 'paid'] as const),
  ...(['carried_out', 'followed_up', 'closed', 'reopened', 'handed_over', 'severity_changed', 'amended'] as const),
  ...(['accused', 'paused', 'resumed', 'impact_assessed', 'statement_released', 'report_sent', 'merged'] as const),
  ...(['dismissed', 'restored', 'revealed', 'promised', 'promise_kept', 'date_agreed', 'withdrawn'] as const),
];
const MENU = ['claim', 'propose', 'dismiss', 'advice', 'timeline', 'why', 'basis', 'files', 'nothing', '__proto__'];
const WORDS = [
  '我的',
  '未结',
  '重大',
  '查',
  '早报',
  '周报',
  '台次 632',
  '代理',
  '代理 结束',
  '班次',
  '人员',
  '人员 设置',
  '人员 导入',
];

let target: Target;
let answers = 0;
beforeEach(async () => {
  target = await openTarget();
  answers = 0;
  vi.stubGlobal('fetch', async () => {
    answers += 1;
    return new Response('ok');
  });
});
afterEach(() => void vi.unstubAllGlobals());

/** Ids that are there for people who may nothing, ids that are nowhere for the advisor. */
interface About {
  readonly user: string;
  readonly c: Case | null;
  readonly caseId: string;
  readonly message: string;
}

async function aboutWhat(d: Dice, as?: string): Promise<About> {
  if (as === undefined && d.chance(0.2)) {
    const nowhere = d.pick(['id-999999', 'store-2:id-1', ...NASTY_TEXTS]);
    return { user: 'U0ADVISOR', c: null, caseId: nowhere, message: d.pick([nowhere, 'slack:C9:1.1']) };
  }
  const caseId = d.pick(target.caseIds);
  const c = await target.desk.ports.cases.get(caseId);
  return { user: as ?? d.pick(POWERLESS), c, caseId, message: d.pick(MESSAGES) };
}

/** What a button of this kind carries; now and then of another case or another time. */
function carriedBy(action: string, { c, caseId, message }: About, d: Dice): string {
  const proposal = c?.proposals.at(-1);
  const money = `${caseId}|${proposal?.id ?? 'id-0'}|${d.chance(0.8) ? 20_000 : 1}`;
  const report = c?.reports.at(-1);
  if (d.chance(0.15)) return d.pick(NASTY_TEXTS);
  if (action === ACTION.more) return `${d.pick(MENU)}:${caseId}`;
  if (action.startsWith('approval:')) return money;
  // Anybody may say that a message is a complaint; these led to cases already.
  if (action === ACTION.register) return MESSAGES[0] ?? '';
  if (action.startsWith('message:')) return message;
  if (action === ACTION.reportSend) return `${caseId}|${report?.id ?? 'id-0'}|${report?.version ?? 1}`;
  if (action === ACTION.crisisRelease) return `${caseId}|${c?.crisis?.statements[0]?.id ?? 'id-0'}`;
  if (action === ACTION.acknowledge) return `${caseId}|${c?.clocks[0]?.key ?? 'claim'}`;
  if (action === ACTION.mergeInto) return `${caseId}|20261116-001`;
  if (action === ACTION.case('confirm_reading')) return `${caseId}|${c?.version ?? 1}`;
  if (action.startsWith('promise:')) return `${caseId}|heard-1`;
  return caseId;
}

/** The private_metadata of any form, with what the confirmation of a proposal carries. */
const metadataOf = ({ c, caseId }: About): Json => ({
  caseId,
  proposalId: c?.proposals.at(-1)?.id ?? 'id-0',
  shownFen: 20_000,
  seen: c?.status ?? 'new',
  solutions: ['compensation'],
  lines: [{ kind: 'goodwill', payer: 'dealer', amountFen: 20_000 }],
  reason: '安抚客户',
  where: { at: 'channel', channel: 'C0OTHER', threadTs: null, ephemeral: false },
});

function forgedForm(about: About, d: Dice): Json {
  // Naming a deputy for oneself is everybody's right who has a role.
  const forms = Object.keys(FORMS).filter((id) => about.user !== 'U0ADVISOR' || id !== FORM.delegate);
  const filled = Object.entries(inputs(about.user, about.c?.promises[0]?.id)).map(([field, input]) => [
    field,
    d.chance(0.03) ? bend(input, d) : input,
  ]);
  const values = Object.fromEntries(filled) as { [field: string]: Json };
  const callback = d.chance(0.03) ? d.pick(NASTY_TEXTS) : d.pick(forms);
  const metadata = d.chance(0.05)
    ? d.pick(NASTY_TEXTS)
    : d.chance(0.1)
      ? bend(metadataOf(about), d)
      : metadataOf(about);
  return form(about.user, callback, metadata, values);
}

type Kind = 'press' | 'form' | 'closed' | 'command' | 'shortcut' | 'event';

/** One payload; `as` = by somebody who may. */
async function forged(d: Dice, as?: string): Promise<{ readonly kind: Kind; readonly body: Json }> {
  const about = await aboutWhat(d, as);
  const kind = d.pick<Kind>([
    'press',
    'press',
    'press',
    'form',
    'form',
    'form',
    'form',
    'command',
    'shortcut',
    'event',
    'closed',
  ]);
  const action = d.chance(0.03) ? d.pick(['case:nothing', ...NASTY_TEXTS]) : d.pick(Object.keys(PRESSES));
  const words = d.chance(0.5) ? d.pick(WORDS) : `${d.pick(WORDS)} ${d.pick(NASTY_TEXTS)}`;
  const bodies: Record<Kind, () => Json> = {
    press: () => press(about.user, action, carriedBy(action, about, d), d),
    form: () => forgedForm(about, d),
    closed: () => closed(about.user, d.pick([FORM.propose, ...NASTY_TEXTS])),
    command: () => command(about.user, d.chance(0.1) ? d.pick(NASTY_TEXTS) : words, d.chance(0.95) ? '/kesu' : '/else'),
    shortcut: () =>
      shortcut(about.user, d.pick([SHORTCUT.register, SHORTCUT.why, 'x']), d.pick(['1.1', ...NASTY_TEXTS]), d),
    event: () => event(about.user, d.pick(NASTY_TEXTS), d),
  };
  return { kind, body: bodies[kind]() };
}

async function taken(body: Json): Promise<Outcome> {
  const before = answers;
  const outcome = await target.take(body);
  return { ...outcome, said: outcome.said + answers - before };
}

describe('forged payloads', () => {
  it('change nothing, break nothing, and whoever sent a whole one hears why', { timeout: 120_000 }, async () => {
    const d = dice(SEED);
    const before = await target.state();
    const rejections: unknown[] = [];
    const note = (error: unknown) => void rejections.push(error);
    process.on('unhandledRejection', note);
    const tally = { whole: 0, bent: 0, refused: 0, unknown: 0 };
    for (let i = 0; i < COUNT; i++) {
      const { kind, body } = await forged(d);
      const bends = d.chance(0.5) ? 0 : Math.ceil(d.roll() * 4);
      let sent = body;
      for (let n = 0; n < bends; n++) sent = bend(sent, d);
      const shown = target.unshowable.length;
      const { acked, replied, said, threw } = await taken(sent);
      if (bends > 0) {
        tally.bent += 1;
        if (threw) tally.refused += 1;
        // What is not acknowledged is what no listener is for: over HTTP a 404.
        if (!acked && !threw) {
          tally.unknown += 1;
          expect(isWhole(sent), JSON.stringify(sent)).toBe(false);
        }
        continue;
      }
      tally.whole += 1;
      expect([acked, threw, target.unshowable.slice(shown)], JSON.stringify(sent)).toEqual([true, false, []]);
      // Slack shows nobody an answer to an event, and a form that was closed asks for none.
      if (kind === 'event' || kind === 'closed' || isQuiet(body)) continue;
      expect([replied || said > 0, i], JSON.stringify(sent)).toEqual([true, i]);
    }
    await target.desk.work();
    process.off('unhandledRejection', note);
    expect(rejections).toEqual([]);
    expect(await target.state()).toEqual(before);
    expect(await strayCases()).toEqual([]);
    expect(
      Object.values(tally).every((n) => n > COUNT / 50),
      JSON.stringify(tally),
    ).toBe(true);
  });

  it('are such that somebody who may does nearly everything by them', { timeout: 60_000 }, async () => {
    const d = dice(SEED);
    const done = new Set<string>();
    // Anew now and then: in the end every case is closed or put aside.
    for (let round = 0; round < 30; round++, target = await openTarget()) {
      for (let i = 0; i < 300; i++) await taken((await forged(d, d.pick(['U0MANAGER', 'U0SECOND']))).body);
      const timelines = await Promise.all(target.caseIds.map((id) => target.desk.ports.cases.timeline(id)));
      for (const { by, body } of timelines.flat()) if (by?.startsWith('p-U0')) done.add(body.type);
    }
    expect([...done].sort()).toEqual(expect.arrayContaining([...DOABLE]));
  });
});

/** Bolt finds a form's listener by this. */
const named = z.object({ view: z.object({ callback_id: z.string() }) });

/** A payload that one of the listeners would take for its own. */
const isWhole = (body: Json): boolean =>
  [pressSchema, submissionSchema.and(named), shortcutSchema, commandSchema].some(
    (schema) => schema.safeParse(body).success,
  );

/** Buttons that stand in a modal only and draw it anew: pressed anywhere else they have nothing to draw. */
const IN_MODALS = [ACTION.draftGentle, ACTION.draftFormal, ACTION.draftBrief, FIELD.result] as readonly string[];
function isQuiet(body: Json): boolean {
  const { data } = pressSchema.safeParse(body);
  return data !== undefined && IN_MODALS.includes(data.actions[0]?.action_id ?? '') && data.view?.type !== 'modal';
}

/** Anybody may register a complaint by the form; cases that came otherwise. */
async function strayCases(): Promise<readonly string[]> {
  const cases = await target.desk.cases();
  const stray = cases.filter((c) => !target.caseIds.includes(c.id) && c.source !== null);
  return stray.map((c) => c.number);
}
