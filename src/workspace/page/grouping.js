import { sameDay, tsDate } from './dates.js';

const GAP_SECONDS = 300;

const continues = (message, before) =>
  before !== undefined &&
  before.user === message.user &&
  before.ephemeral === message.ephemeral &&
  before.replyCount === 0 &&
  Number(message.ts) - Number(before.ts) < GAP_SECONDS &&
  sameDay(tsDate(before.ts), tsDate(message.ts));

/** The ts of the first message by somebody else that was not read yet. Pure. */
export const firstUnread = (messages, lastReadTs, me) =>
  messages.find((m) => Number(m.ts) > Number(lastReadTs) && m.user !== me && !m.ephemeral)?.ts;

/** Rows of a message list: each message with whether it shows its author's head, starts a day, or is the first new one. Pure. */
export const listRows = (messages, newTs) => {
  return messages.map((message, i) => {
    const before = messages[i - 1];
    const newDay = !before || !sameDay(tsDate(before.ts), tsDate(message.ts));
    const isNew = message.ts === newTs && i > 0;
    return { message, newDay, isNew, head: newDay || isNew || !continues(message, before) };
  });
};
