import type { PlainTextElement } from '@slack/types';
import { withIds } from './elements.ts';
import { randomId, secret } from './ids.ts';
import { keepValues, stateValues } from './input-values.ts';
import { asObject } from './limit-check.ts';
import { surfaceLimits } from './limit-numbers.ts';
import { checkView, viewTooLarge } from './limits.ts';
import { viewJson } from './shapes.ts';
import { faulty, SlackError } from './slack-error.ts';
import type { Json, ViewRecord } from './state.ts';
import type { World } from './world.ts';

/** A view as Slack returns it, with what the person has entered. */
export function shownView(world: World, view: ViewRecord) {
  return viewJson(world, view, stateValues(world, view.blocks, view.values));
}

/** The stack of modals before one person, lowest first. */
export function modalStack(world: World, user: string): ViewRecord[] {
  return Object.hasOwn(world.state.modals, user) ? (world.state.modals[user] ?? []) : [];
}

/** A modal or home view by its id. */
export function findView(world: World, id: string): ViewRecord | undefined {
  const { modals, homes } = world.state;
  return [...Object.values(modals).flat(), ...Object.values(homes)].find((view) => view.id === id);
}

function findByExternalId(world: World, externalId: string): ViewRecord | undefined {
  const { modals, homes } = world.state;
  return [...Object.values(modals).flat(), ...Object.values(homes)].find((view) => view.externalId === externalId);
}

function checked(world: World, raw: unknown, type: 'modal' | 'home', replacing?: ViewRecord): Json {
  const faults = checkView(raw);
  if (faults.length > 0) throw faulty('invalid_arguments', faults);
  const view = asObject(raw);
  if (view.type !== type)
    throw faulty('invalid_arguments', [`invalid view type: ${String(view.type)} [json-pointer:/view/type]`]);
  if (viewTooLarge(raw)) throw new SlackError('view_too_large');
  const externalId = String(view.external_id ?? '');
  const holder = externalId === '' ? undefined : findByExternalId(world, externalId);
  if (holder && holder !== replacing) throw new SlackError('duplicate_external_id');
  return view;
}

function plain(value: unknown): PlainTextElement | null {
  return value === undefined || value === null ? null : { emoji: true, ...(value as PlainTextElement) };
}

function newHash(world: World): string {
  return `${Math.floor(world.now() / 1000)}.${secret(4)}`;
}

function contents(world: World, view: Json) {
  return {
    blocks: withIds(view.blocks as Json[]),
    title: plain(view.title),
    submit: plain(view.submit),
    close: plain(view.close),
    callbackId: String(view.callback_id ?? ''),
    privateMetadata: String(view.private_metadata ?? ''),
    externalId: String(view.external_id ?? ''),
    clearOnClose: view.clear_on_close === true,
    notifyOnClose: view.notify_on_close === true,
    submitDisabled: view.submit_disabled === true,
    hash: newHash(world),
  };
}

function newView(world: World, raw: unknown, user: string, type: 'modal' | 'home'): ViewRecord {
  const id = randomId('V');
  const view = checked(world, raw, type);
  return { id, user, type, ...contents(world, view), rootId: id, previousId: null, values: {} };
}

/** Opens a modal as the first of a new stack. */
export function openView(world: World, user: string, raw: unknown): ViewRecord {
  const view = newView(world, raw, user, 'modal');
  world.state.modals[user] = [view];
  world.changed();
  return view;
}

/** Lays a modal on top of the stack; the stack holds three. */
export function pushView(world: World, user: string, raw: unknown): ViewRecord {
  const stack = modalStack(world, user);
  const top = stack.at(-1);
  if (!top) throw new SlackError('not_found');
  if (stack.length >= surfaceLimits.view_stack) throw new SlackError('push_limit_reached');
  const view = { ...newView(world, raw, user, 'modal'), rootId: top.rootId, previousId: top.id };
  world.state.modals[user] = [...stack, view];
  world.changed();
  return view;
}

/** Replaces a view's content; entries whose block_id and action_id stay are kept, as Slack keeps them. */
export function updateView(world: World, view: ViewRecord, raw: unknown, hash?: string): ViewRecord {
  if (hash !== undefined && hash !== view.hash) throw new SlackError('hash_conflict');
  Object.assign(view, contents(world, checked(world, raw, view.type, view)));
  view.values = keepValues(view.values, view.blocks);
  world.changed();
  return view;
}

/** The view that views.update means. */
export function viewToUpdate(world: World, id: string | undefined, externalId: string | undefined): ViewRecord {
  const view =
    id !== undefined ? findView(world, id) : externalId === undefined ? undefined : findByExternalId(world, externalId);
  if (!view) throw new SlackError('not_found');
  return view;
}

/** Puts a view on someone's home tab. */
export function publishHome(world: World, user: string, raw: unknown, hash?: string): ViewRecord {
  const known = world.state.homes[user];
  if (known) return updateView(world, known, raw, hash);
  const view = newView(world, raw, user, 'home');
  world.state.homes[user] = view;
  world.changed();
  return view;
}

/** Takes modals off a person's screen: one with those above it, or the whole stack. Returns what went. */
export function dropViews(world: World, user: string, from?: ViewRecord): ViewRecord[] {
  const stack = modalStack(world, user);
  const at = from ? stack.indexOf(from) : 0;
  if (at < 0) return [];
  world.state.modals[user] = stack.slice(0, at);
  world.changed();
  return stack.slice(at);
}
