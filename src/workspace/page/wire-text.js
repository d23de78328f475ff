import { plainText } from './mrkdwn.js';

/** What is put into the composer or copied for a text that has travelled: `<@U1>` becomes @王芳 again. The server does the opposite. Pure. */
export const decodeText = (text, state) =>
  plainText(text, (kind, id) => {
    const user = kind === 'user' ? state.users.find((u) => u.id === id) : undefined;
    const channel = kind === 'channel' ? state.channels.find((c) => c.id === id) : undefined;
    return user?.realName || user?.name || channel?.name;
  });
