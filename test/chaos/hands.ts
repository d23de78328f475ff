import { setTimeout as pass } from 'node:timers/promises';
import type { ActResult, InputValues, UiMessage } from '../../src/workspace/verbs.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { pressables } from '../support/trial-messages.ts';

/** What people do with their hands, one thing at a time each. */
export interface Hands {
  /** Lets nobody else use this person's screen until `work` is done. */
  alone<T>(as: string, work: () => Promise<T>): Promise<T>;
  /** Presses a button of a message; null when it is not there (any more). */
  press(as: string, message: UiMessage, channel: string, actionId: string): Promise<ActResult | null>;
  /** Presses a choice of the open form that the desk is told of at once. */
  choose(as: string, field: string, value: string): Promise<ActResult>;
  /** True once a form of this callback id is open, on top, and about this case: one that was asked for before may come late. */
  sees(as: string, callbackId: string, about?: string): Promise<boolean>;
  /** Sends the form on top. */
  send(as: string, values: Readonly<Record<string, string | readonly string[]>>): Promise<ActResult>;
  /** Closes every form that stands open. */
  tidy(as: string): Promise<void>;
}

/** Nobody waits longer for a form, in real ms. */
const PATIENCE_MS = 3_000;

const NO_FORM: ActResult = { ok: false, error: 'view_not_found', message: 'no form is open' };

/** What the button of a message is about: the id of its case. */
export const aboutIn = (message: UiMessage, actionId: string): string =>
  pressables(message)
    .find(({ element }) => element.action_id === actionId)
    ?.element.value?.split('|')[0] ?? '';

/** The hands of everybody in a workspace. */
export function createHands(workspace: Workspace): Hands {
  const busy = new Map<string, Promise<unknown>>();
  const top = (as: string) => workspace.view(as);
  return {
    alone(as, work) {
      const mine = (busy.get(as) ?? Promise.resolve()).then(work);
      busy.set(
        as,
        mine.catch(() => {}),
      );
      return mine;
    },
    async press(as, message, channel, actionId) {
      const found = pressables(message).find(({ element }) => element.action_id === actionId);
      if (!found) return null;
      const { blockId, element } = found;
      const held = element.value === undefined ? {} : { value: element.value };
      const place = { message: { channel, ts: message.ts } };
      return workspace.act({ verb: 'action', as, in: place, blockId, actionId, ...held });
    },
    async choose(as, field, value) {
      const view = top(as);
      if (!view) return NO_FORM;
      return workspace.act({ verb: 'action', as, in: { view: view.id }, blockId: field, actionId: field, value });
    },
    async sees(as, callbackId, about = '') {
      for (const began = performance.now(); performance.now() - began < PATIENCE_MS; await pass(15)) {
        const view = top(as)?.view;
        if (view?.type !== 'modal' || view.callback_id !== callbackId) continue;
        if ((view.private_metadata ?? '').includes(about)) return true;
      }
      return false;
    },
    async send(as, typed) {
      const view = top(as);
      if (!view) return NO_FORM;
      const values: InputValues = Object.fromEntries(
        Object.entries(typed).map(([field, value]) => [field, { [field]: value }]),
      );
      return workspace.act({ verb: 'submit', as, viewId: view.id, values });
    },
    async tidy(as) {
      for (let view = top(as); view; view = top(as)) {
        const { ok } = await workspace.act({ verb: 'close', as, viewId: view.id });
        if (!ok) return;
      }
    },
  };
}
