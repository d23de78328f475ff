import { cardSpots, channelPlace, directPlace, shownAtSpot, threadPlace } from './places.ts';
import { controlsIn, finds, type Place, type Shown, shownAt, viewText } from './sight.ts';
import type { Stage } from './stage.ts';
import type { See } from './step.ts';

/** How one expectation fared. */
export interface Check {
  readonly ok: boolean;
  readonly expected: string;
  /** What was there instead; empty when it was as expected. */
  readonly seen: readonly string[];
}

/** What stood in the places of a step before it: words by place and message. */
export type Before = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The place an expectation is about, if it is about one and the place is there already. */
export async function placeOf(see: See, stage: Stage): Promise<Place | null> {
  if (see.channel !== undefined) return channelPlace(see.channel, stage);
  if (see.dm !== undefined) return directPlace(see.dm, stage);
  if (see.thread === undefined) return null;
  return stage.cases.has(see.thread) || stage.marks.has(see.thread) ? threadPlace(see.thread, stage) : null;
}

/** Notes what stands in the places a step will look at. */
export async function noteBefore(sees: readonly See[], stage: Stage): Promise<Before> {
  const before = new Map<string, ReadonlyMap<string, string>>();
  for (const see of sees) {
    const place = await placeOf(see, stage);
    if (place) before.set(place.name, new Map(shownAt(place, stage).map((m) => [m.ts, m.text])));
  }
  return before;
}

/** A text as it is looked through: what is read, and the notification beside it. */
interface Text {
  readonly text: string;
  readonly hidden: string;
  readonly buttons: readonly string[];
}

const textOfShown = ({ text, notification, controls }: Shown): Text => ({
  text,
  hidden: notification,
  buttons: controls.map((control) => control.label),
});

const excerpt = (text: string): readonly string[] => {
  const all = text.split('\n').filter((line) => line.trim() !== '');
  return all.length > 14 ? [...all.slice(0, 14), `… ${all.length - 14} more lines`] : all;
};

const describe = (texts: readonly Text[]): readonly string[] =>
  texts.length === 0
    ? ['nothing']
    : texts.slice(-5).flatMap(({ text, buttons }) => {
        const [first = '', ...rest] = excerpt(text);
        const pressable = buttons.length > 0 ? [`  [${[...new Set(buttons)].slice(0, 12).join('] [')}]`] : [];
        return [`· ${first}`, ...rest.map((line) => `  ${line}`), ...pressable];
      });

/** Holds what was seen against what was expected of the words in a place. */
export function checkWords(see: See, name: string, texts: readonly Text[], stage: Stage): readonly Check[] {
  const checks: Check[] = [];
  const add = (ok: boolean, expected: string) =>
    checks.push({ ok, expected: `${name} ${expected}`, seen: ok ? [] : describe(texts) });
  const spoken = (list: readonly string[] | undefined) => (list ?? []).map((one) => stage.spoken(one));
  const withWords = (pattern: string) => texts.filter(({ text }) => finds(pattern, text));
  for (const pattern of spoken(see.has)) {
    const found = withWords(pattern).length;
    if (see.times === undefined) add(found > 0, `says “${pattern}”`);
    else
      add(found === see.times, `says “${pattern}” ${see.times} times${found === see.times ? '' : ` (${found} seen)`}`);
  }
  for (const pattern of spoken(see.hasnt))
    add(!texts.some(({ text, hidden }) => finds(pattern, `${text}\n${hidden}`)), `does not say “${pattern}”`);
  const exact = spoken(see.lines);
  if (exact.length > 0) {
    const all = texts.map(({ text }) => text.split('\n').map((line) => line.trim()));
    const best = all
      .map((lines) => exact.filter((line) => !lines.includes(line)))
      .sort((a, b) => a.length - b.length)[0];
    const missing = best ?? exact;
    add(
      missing.length === 0,
      missing.length === 0 ? `has the lines ${exact.join(' / ')}` : `lacks the lines: ${missing.join(' / ')}`,
    );
  }
  for (const label of spoken(see.button))
    add(
      texts.some((t) => t.buttons.includes(label)),
      `offers [${label}]`,
    );
  for (const label of spoken(see.no_button))
    add(!texts.some((t) => t.buttons.includes(label)), `does not offer [${label}]`);
  return checks;
}

/** What the desk newly said or changed in a place; all of it with `ever`. */
async function placeTexts(see: See, before: Before, stage: Stage): Promise<{ name: string; texts: readonly Text[] }> {
  const place = see.thread !== undefined ? await threadPlace(see.thread, stage) : await placeOf(see, stage);
  if (!place) return { name: `DM with ${see.dm}`, texts: [] };
  const old = before.get(place.name);
  const fresh = shownAt(place, stage).filter(
    (m) => m.byDesk && !m.ephemeral && (see.ever || old?.get(m.ts) !== m.text),
  );
  return { name: place.name, texts: fresh.map(textOfShown) };
}

async function cardTexts(label: string, which: 'card' | 'approval', stage: Stage): Promise<readonly Text[]> {
  const { card, approvals } = await cardSpots(label, stage);
  const spot = which === 'card' ? card : approvals[0];
  const shown = spot ? await shownAtSpot(spot, label, stage) : null;
  return shown ? [textOfShown(shown)] : [];
}

/** Everything somebody reads in a view, as one text. */
export function viewTexts(viewer: string, kind: 'form' | 'home', stage: Stage): readonly Text[] {
  const { workspace } = stage.trial;
  const view = kind === 'form' ? (workspace.view(viewer)?.view ?? null) : workspace.home(viewer);
  if (!view) return [];
  const buttons = controlsIn(view.blocks).map((control) => control.label);
  return [{ text: viewText(view, stage), hidden: '', buttons }];
}

/** Checks an expectation about words in a channel, thread, direct message, card, approval, form or home tab. */
export async function checkPlace(
  see: See,
  actor: string | undefined,
  before: Before,
  stage: Stage,
): Promise<readonly Check[]> {
  if (see.card !== undefined)
    return checkWords(see, `card of ${see.card}`, await cardTexts(see.card, 'card', stage), stage);
  if (see.approval !== undefined)
    return checkWords(see, `approval of ${see.approval}`, await cardTexts(see.approval, 'approval', stage), stage);
  if (see.home !== undefined)
    return checkWords(see, `home of ${see.home}`, viewTexts(stage.user(see.home).id, 'home', stage), stage);
  if (see.form !== undefined) {
    const who = stage.user(see.to ?? actor ?? '');
    const has = [...see.form, ...(see.has ?? [])];
    return checkWords({ ...see, has }, `form of ${who.name}`, viewTexts(who.id, 'form', stage), stage);
  }
  const { name, texts } = await placeTexts(see, before, stage);
  return checkWords(see, name, texts, stage);
}
