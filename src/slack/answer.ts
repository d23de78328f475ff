import type { types } from '@slack/bolt';
import type { Desk } from './desk.ts';
import { slackWord } from './failures.ts';
import { asModal } from './modal.ts';
import type { Where } from './payloads.ts';
import type { Letter } from './posting.ts';

/** Somebody who did something and waits for an answer. */
export interface Asker {
  readonly userId: string;
  readonly where: Where;
  /** Good for 30 minutes and 5 answers; absent for forms and the Home tab. */
  readonly responseUrl: string | null;
  /** Good for 3 seconds and one modal. */
  readonly triggerId: string | null;
}

const RESPOND_TIMEOUT_MS = 2_500;

/** Says something to the asker alone: where they asked when Slack lets us, else in a modal, else in their direct message. */
export async function tell(desk: Desk, asker: Asker, letter: Letter): Promise<void> {
  for (const way of [viaResponseUrl, viaEphemeral, viaModal]) {
    if (await way(desk, asker, letter)) return;
  }
  const { background } = desk.slack.clients;
  const { channel } = await background.conversations.open({ users: asker.userId });
  await background.chat.postMessage({ channel: channel?.id ?? asker.userId, ...content(letter), unfurl_links: false });
}

/** Replaces the message that was pressed in. False when that cannot be done. */
export const replacePressed = (desk: Desk, asker: Asker, letter: Letter): Promise<boolean> =>
  respond(desk, asker, { replace_original: true, ...content(letter) });

const content = (letter: Letter) => ({ text: letter.text, blocks: [...letter.blocks] });

function viaResponseUrl(desk: Desk, asker: Asker, letter: Letter): Promise<boolean> {
  const thread = asker.where.at === 'channel' && asker.where.threadTs ? { thread_ts: asker.where.threadTs } : {};
  return respond(desk, asker, {
    response_type: 'ephemeral',
    replace_original: false,
    ...thread,
    ...content(letter),
  });
}

async function respond(desk: Desk, asker: Asker, message: object): Promise<boolean> {
  if (asker.responseUrl === null) return false;
  try {
    const response = await fetch(asker.responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      signal: AbortSignal.timeout(RESPOND_TIMEOUT_MS),
    });
    if (response.ok) return true;
    desk.log.warn({ mod: 'slack', status: response.status }, 'a response_url refused the answer');
  } catch (err) {
    desk.log.warn({ mod: 'slack', err }, 'a response_url did not answer');
  }
  return false;
}

async function viaEphemeral(desk: Desk, asker: Asker, letter: Letter): Promise<boolean> {
  if (asker.where.at !== 'channel') return false;
  const { channel, threadTs } = asker.where;
  return allowed(() =>
    desk.slack.clients.interactive.chat.postEphemeral({
      channel,
      user: asker.userId,
      ...(threadTs === null ? {} : { thread_ts: threadTs }),
      ...content(letter),
    }),
  );
}

async function viaModal(desk: Desk, asker: Asker, letter: Letter): Promise<boolean> {
  if (asker.where.at === 'channel' || asker.triggerId === null) return false;
  return allowed(() => open(desk, asker, asModal(letter, desk.w)));
}

/** Draws an open modal anew; one that was closed meanwhile stays closed. */
export async function updateModal(desk: Desk, viewId: string, view: types.ModalView): Promise<void> {
  await allowed(() => desk.slack.clients.interactive.views.update({ view_id: viewId, view }));
}

/** False where Slack refuses: the desk is not in that channel, the trigger was used already … */
async function allowed(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    if (slackWord(error) === null) throw error;
    return false;
  }
}

/** Opens a modal over what the asker looks at; over a modal it is stacked. */
export async function open(desk: Desk, asker: Asker, view: types.ModalView): Promise<void> {
  await openToUpdate(desk, asker, view);
}

/** Opens a modal that is drawn anew later, and returns the id for that. */
export async function openToUpdate(desk: Desk, asker: Asker, view: types.ModalView): Promise<string | null> {
  if (asker.triggerId === null) throw new Error('nothing to open a modal with');
  const { views } = desk.slack.clients.interactive;
  const args = { trigger_id: asker.triggerId, view };
  const shown = await (asker.where.at === 'modal' && asker.where.view !== null ? views.push(args) : views.open(args));
  return shown.view?.id ?? null;
}
