import { getUser } from '../directory.ts';
import { botProfile } from '../message-shapes.ts';
import { profileJson, userJson } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import { type Method, type Methods, pageOf } from './call.ts';

const list: Method = (call) => {
  const { page, response_metadata } = pageOf(call, call.world.state.users, 1_000, 1_000);
  const cache_ts = Math.floor(call.world.now() / 1000);
  return { members: page.map((user) => userJson(call.world, user)), cache_ts, response_metadata };
};

const info: Method = ({ world, args }) => ({
  user: userJson(world, getUser(world.state, args.need('user', 'user_not_found'))),
});

const lookup: Method = ({ world, args }) => {
  const email = args.need('email', 'users_not_found').toLowerCase();
  // Slack finds no deactivated account by its address; users.list still holds it.
  const user = world.state.users.find((u) => u.email.toLowerCase() === email && !u.isBot && u.deleted !== true);
  if (!user) throw new SlackError('users_not_found');
  return { user: userJson(world, user) };
};

const profile: Method = ({ world, args, bot }) => {
  const user = getUser(world.state, args.text('user') ?? bot);
  return { profile: profileJson(world, user, world.manifest.scopes.has('users:read.email')) };
};

const presence: Method = ({ world, args, bot }) => {
  getUser(world.state, args.text('user') ?? bot);
  return { presence: 'active' };
};

const authTest: Method = ({ world, bot }) => {
  const { team, app } = world.state;
  return {
    url: `${world.url}/`,
    team: team.name,
    user: getUser(world.state, bot).name,
    team_id: team.id,
    user_id: bot,
    bot_id: app.botId,
    is_enterprise_install: false,
  };
};

const botInfo: Method = ({ world, args }) => {
  const { app } = world.state;
  if (args.has('bot') && args.text('bot') !== app.botId) throw new SlackError('bot_not_found');
  const { team_id: _, ...bot } = botProfile(world);
  return { bot: { ...bot, user_id: app.botUserId } };
};

const teamInfo: Method = ({ world }) => {
  const { team } = world.state;
  return {
    team: {
      id: team.id,
      name: team.name,
      domain: team.domain,
      email_domain: '',
      icon: { image_default: true },
      url: `${world.url}/`,
    },
  };
};

const openConnection: Method = ({ world }) => {
  const { app } = world.state;
  return { url: `${world.url.replace('http', 'ws')}/link/?ticket=${world.sockets.ticket()}&app_id=${app.id}` };
};

/** users.*, and who and where the app is. */
export const peopleMethods: Methods = {
  'apps.connections.open': openConnection,
  'auth.test': authTest,
  'bots.info': botInfo,
  'team.info': teamInfo,
  'users.getPresence': presence,
  'users.info': info,
  'users.list': list,
  'users.lookupByEmail': lookup,
  'users.profile.get': profile,
};
