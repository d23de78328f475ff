/** What the doctor says of Slack and of the desk's data, in one language. */
export interface SlackWords {
  readonly local: string;
  readonly token: (bot: string, team: string) => string;
  readonly tokenRefused: (why: string) => string;
  readonly unreachable: (what: string) => string;
  readonly scopes: (count: number) => string;
  readonly scopesMissing: (scopes: readonly string[]) => string;
  readonly scopesUnknown: string;
  readonly appToken: string;
  readonly appTokenRefused: (why: string) => string;
  readonly signing: string;
  readonly signingOdd: string;
  readonly notLooked: string;
  readonly channel: (name: string) => string;
  readonly channelOut: (name: string) => string;
  readonly channelArchived: (name: string) => string;
  readonly channelGone: (id: string) => string;
  readonly channelUnknown: (id: string, why: string) => string;
  readonly noChannel: string;
  readonly people: (count: number) => string;
  readonly nobody: string;
  readonly noAccount: (names: readonly string[], more: number) => string;
  readonly jobs: (waiting: number) => string;
  readonly jobsDead: (dead: number) => string;
}

const APPS = 'https://api.slack.com/apps';

const ZH: SlackWords = {
  local: 'Slack：没有设置令牌，npm start 会打开本机试用工作区',
  token: (bot, team) => `Slack：令牌可用，机器人 @${bot}，工作区 ${team}`,
  tokenRefused: (why) =>
    `Slack 不接受这个令牌（${why}）：到 ${APPS} → OAuth & Permissions 重新复制到 SLACK_BOT_TOKEN；已卸载就先重新安装应用`,
  unreachable: (what) => `Slack 没有回应（${what}）：检查网络和代理；设了 SLACK_API_URL 的话检查它`,
  scopes: (count) => `Slack：${count} 项权限齐全`,
  scopesMissing: (scopes) =>
    `Slack 缺少权限 ${scopes.join('、')}：到 ${APPS} → OAuth & Permissions → Bot Token Scopes 补上，再点 Reinstall`,
  scopesUnknown: 'Slack 没有说令牌有哪些权限，没有核对',
  appToken: 'Slack：Socket Mode 的应用级令牌可用',
  appTokenRefused: (why) =>
    `Slack 不接受应用级令牌（${why}）：到 ${APPS} → Basic Information → App-Level Tokens 建一个带 connections:write 的，复制到 SLACK_APP_TOKEN，并打开 Socket Mode`,
  signing: 'Slack：签名密钥的样子对',
  signingOdd: `SLACK_SIGNING_SECRET 不是 32 位十六进制：到 ${APPS} → Basic Information → Signing Secret 重新复制`,
  notLooked: '人员、频道和任务没有看：数据库没有打开。运行中的可看 /healthz，或停下后再检查',
  channel: (name) => `频道 #${name}：机器人在里面`,
  channelOut: (name) => `频道 #${name} 已设用途，但机器人不在里面：在该频道里发 /invite @机器人`,
  channelArchived: (name) => `频道 #${name} 已归档：在 Slack 里恢复它，或用 /kesu 频道 另设一个`,
  channelGone: (id) =>
    `频道 ${id} 已设用途，但找不到，或机器人被移出了这个私密频道：请里面的人 /invite，或用 /kesu 频道 另设一个`,
  channelUnknown: (id, why) => `频道 ${id} 看不了（${why}）：先处理上面的 Slack 问题`,
  noChannel: '还没有指定收客诉的频道：在该频道里发 /kesu 频道',
  people: (count) => `${count} 位有角色的人员都有 Slack 账号`,
  nobody: '还没有人有角色：在 Slack 里发 /kesu 人员，或设 KESU_PEOPLE_FILE',
  noAccount: (names, more) =>
    `没有对上 Slack 账号，收不到提醒：${names.join('、')}${more > 0 ? ` 等另外 ${more} 位` : ''}。核对名单里的邮箱与 Slack 一致，或用 /kesu 人员 选账号`,
  jobs: (waiting) => `任务：${waiting} 个在等，没有放弃的`,
  jobsDead: (dead) => `有 ${dead} 个任务多次失败后放弃了：用 npx kesu jobs 查看原因，处理后重发`,
};

const EN: SlackWords = {
  local: 'Slack: no tokens are set, npm start opens the local workspace',
  token: (bot, team) => `Slack: the token works, bot @${bot} in ${team}`,
  tokenRefused: (why) =>
    `Slack refuses the token (${why}): copy it again from ${APPS} → OAuth & Permissions to SLACK_BOT_TOKEN; if the app was removed, install it first`,
  unreachable: (what) =>
    `Slack does not answer (${what}): check the network and its proxy, and SLACK_API_URL if you set it`,
  scopes: (count) => `Slack: all ${count} scopes are granted`,
  scopesMissing: (scopes) =>
    `Slack lacks the scopes ${scopes.join(', ')}: add them at ${APPS} → OAuth & Permissions → Bot Token Scopes, then Reinstall`,
  scopesUnknown: 'Slack did not say which scopes the token has; they were not compared',
  appToken: 'Slack: the app-level token for Socket Mode works',
  appTokenRefused: (why) =>
    `Slack refuses the app-level token (${why}): make one with connections:write at ${APPS} → Basic Information → App-Level Tokens, copy it to SLACK_APP_TOKEN, and switch Socket Mode on`,
  signing: 'Slack: the signing secret looks right',
  signingOdd: `SLACK_SIGNING_SECRET is not 32 hexadecimal digits: copy it again from ${APPS} → Basic Information → Signing Secret`,
  notLooked:
    'People, channels and jobs were not looked at, for the database was not opened: while it runs see /healthz, or stop it and try again',
  channel: (name) => `Channel #${name}: the bot is in it`,
  channelOut: (name) => `Channel #${name} has a purpose, but the bot is not in it: post /invite @bot there`,
  channelArchived: (name) =>
    `Channel #${name} is archived: bring it back in Slack, or mark another one with /kesu channel`,
  channelGone: (id) =>
    `Channel ${id} has a purpose, but is gone, or private and the bot was removed: have somebody inside post /invite, or mark another one with /kesu channel`,
  channelUnknown: (id, why) => `Channel ${id} could not be looked at (${why}): mend Slack's lines above first`,
  noChannel: 'No channel takes complaints yet: post /kesu channel in the one that shall',
  people: (count) => `All ${count} people with a role have a Slack account`,
  nobody: 'Nobody has a role yet: post /kesu people in Slack, or set KESU_PEOPLE_FILE',
  noAccount: (names, more) =>
    `Without a Slack account, so no reminder reaches them: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}. Make the list's e-mail addresses those of Slack, or choose accounts with /kesu people`,
  jobs: (waiting) => `Jobs: ${waiting} waiting, none given up`,
  jobsDead: (dead) =>
    `${dead} jobs were given up after many tries: npx kesu jobs tells why; send them again once mended`,
};

export const slackWords = (language: 'zh' | 'en'): SlackWords => (language === 'en' ? EN : ZH);
