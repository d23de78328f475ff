import { deactivate, reactivate } from './accounts.ts';
import { actor } from './act-places.ts';
import { refuse } from './act-result.ts';
import type { Act, ActResult } from './verbs.ts';
import type { World } from './world.ts';

type Of<V extends Act['verb']> = Extract<Act, { verb: V }>;

/** An administrator closes somebody's account; nobody closes their own, so that somebody is left. */
export function deactivatePerson(world: World, act: Of<'deactivate_person'>): ActResult {
  actor(world, act.as);
  const user = actor(world, act.user);
  if (user.id === act.as) return refuse('cannot_deactivate_self');
  return deactivate(world, user) ? { ok: true } : refuse('nothing_to_do');
}

/** An administrator opens an account again. */
export function reactivatePerson(world: World, act: Of<'reactivate_person'>): ActResult {
  actor(world, act.as);
  return reactivate(world, actor(world, act.user)) ? { ok: true } : refuse('nothing_to_do');
}
