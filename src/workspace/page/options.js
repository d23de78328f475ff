/*
 * What a select offers, as plain rows. Pure.
 * A group is {label: string | null, options: {value, label, option}[]}; `option` is Slack's own option object where there is one.
 */

const row = (option) => ({ value: option.value, label: option.text?.text ?? option.value, option });

/** The groups of a static element, or of what an external source answered (options or option groups). */
export const optionGroups = (element) => {
  const list = Array.isArray(element) ? element : (element.option_groups ?? element.options ?? []);
  if (list.some((item) => Array.isArray(item.options)))
    return list.map((group) => ({ label: group.label?.text ?? '', options: (group.options ?? []).map(row) }));
  return list.length ? [{ label: null, options: list.map(row) }] : [];
};

/** All rows of an element, groups flattened. */
export const flatOptions = (element) => optionGroups(element).flatMap((group) => group.options);

const personLabel = (user) => [user.realName || user.name, user.title].filter(Boolean).join(' · ');

const peopleRows = (state) =>
  state.users
    .filter((user) => !user.deleted && (!user.isBot || user.id === state.bot.userId))
    .map((user) => ({ value: user.id, label: personLabel(user) }));

const channelKind = (channel) => (channel.kind === 'im' ? 'im' : channel.kind);

const conversationLabel = (channel, state) => {
  if (channel.kind !== 'im') return `${channel.kind === 'private' ? '🔒 ' : '# '}${channel.name}`;
  const other = state.users.find((user) => user.id === channel.imUser);
  return other ? personLabel(other) : channel.name;
};

const conversationRows = (element, state) => {
  const include = element.filter?.include;
  const withoutBots = element.filter?.exclude_bot_users;
  return state.channels
    .filter((channel) => channel.isMember || channel.kind === 'public')
    .filter((channel) => !include || include.includes(channelKind(channel)))
    .filter((channel) => !withoutBots || channel.imUser !== state.bot.userId)
    .map((channel) => ({ value: channel.id, label: conversationLabel(channel, state) }));
};

const channelRows = (state) =>
  state.channels
    .filter((channel) => channel.kind === 'public')
    .map((channel) => ({ value: channel.id, label: conversationLabel(channel, state) }));

/** What any select offers: its own options, or the people and channels of the workspace. */
export const choicesOf = (element, state) => {
  if (element.type.endsWith('users_select')) return [{ label: null, options: peopleRows(state) }];
  if (element.type.endsWith('conversations_select'))
    return [{ label: null, options: conversationRows(element, state) }];
  if (element.type.endsWith('channels_select')) return [{ label: null, options: channelRows(state) }];
  return optionGroups(element);
};

/** The rows whose label or value holds every word of the query; used by quick switcher and completions. */
export const matching = (rows, query) => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((item) => words.every((word) => `${item.label} ${item.hint ?? ''}`.toLowerCase().includes(word)));
};
