import { getUser } from '../directory.ts';
import { SlackError } from '../slack-error.ts';
import type { TriggerGrant } from '../triggers.ts';
import { modalStack, openView, publishHome, pushView, shownView, updateView, viewToUpdate } from '../views.ts';
import type { Call, Method, Methods } from './call.ts';

function triggerArg({ world, args }: Call): TriggerGrant {
  const found = world.triggers.look(args.need('trigger_id'));
  if (typeof found === 'string') throw new SlackError(found);
  return found;
}

const open: Method = (call) => {
  const trigger = triggerArg(call);
  const view = openView(call.world, trigger.user, call.args.json('view'));
  trigger.used = true;
  return { view: shownView(call.world, view) };
};

const push: Method = (call) => {
  const trigger = triggerArg(call);
  const top = modalStack(call.world, trigger.user).at(-1);
  if (trigger.viewId === undefined || top?.id !== trigger.viewId) throw new SlackError('not_found');
  const view = pushView(call.world, trigger.user, call.args.json('view'));
  trigger.used = true;
  return { view: shownView(call.world, view) };
};

const update: Method = ({ world, args }) => {
  const known = viewToUpdate(world, args.text('view_id'), args.text('external_id'));
  return { view: shownView(world, updateView(world, known, args.json('view'), args.text('hash'))) };
};

const publish: Method = ({ world, args }) => {
  if (!world.manifest.hasHome) throw new SlackError('not_enabled');
  const user = getUser(world.state, args.need('user_id'));
  return { view: shownView(world, publishHome(world, user.id, args.json('view'), args.text('hash'))) };
};

/** views.* */
export const viewMethods: Methods = {
  'views.open': open,
  'views.publish': publish,
  'views.push': push,
  'views.update': update,
};
