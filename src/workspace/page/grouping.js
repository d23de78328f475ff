import { sameDay, tsDate } from './dates.js';

const GAP_SECONDS = 300;

const continues = (message, before) =>
  before !== undefined &&
  before.user === message.user &&
  before.ephemeral === message.ephemeral &&
  before.replyCount === 0 &&
  Number(message.ts) - Number(before.ts) < GAP_SECONDS &&
  sameDay(tsDate(before.ts), tsDate(message.ts));

/** Rows of a message list: each message with whether it repeats its author's head, starts a day, or is the first unread. Pure. */
export const listRows = (messages, lastReadTs, me) => {
  const firstNew = lastReadTs
    ? messages.find((m) => Number(m.ts) > Number(lastReadTs) && m.user !== me && !m.ephemeral)
    : undefined;
  return messages.map((message, i) => {
    const before = messages[i - 1];
    const newDay = !before || !sameDay(tsDate(before.ts), tsDate(message.ts));
    const isNew = message === firstNew && i > 0;
    return { message, newDay, isNew, head: newDay || isNew || !continues(message, before) };
  });
};
