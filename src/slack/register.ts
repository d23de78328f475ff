import type { App, ViewSubmitAction } from '@slack/bolt';
import { tell } from './answer.ts';
import { type CommandHandler, commanded } from './command.ts';
import type { Desk } from './desk.ts';
import { sentence } from './edge.ts';
import { type FormHandler, submitted } from './form.ts';
import { COMMAND } from './ids.ts';
import { accountOf } from './listeners/account.ts';
import { adviceActions } from './listeners/advice.ts';
import { decisionActions, decisionForms } from './listeners/approval.ts';
import { caseActions } from './listeners/case.ts';
import { timeForms } from './listeners/case-clocks.ts';
import { caseForms } from './listeners/case-forms.ts';
import { answerCommand } from './listeners/command.ts';
import { dutyForms } from './listeners/duty.ts';
import { followUpActions, followUpForms } from './listeners/follow-up.ts';
import { graveActions, graveForms } from './listeners/grave.ts';
import { openedHome } from './listeners/home.ts';
import { takeIn } from './listeners/intake.ts';
import { listActions } from './listeners/lists.ts';
import { messageActions, messageForms, messageShortcuts } from './listeners/message.ts';
import { noticeActions } from './listeners/notice.ts';
import { proposalForms } from './listeners/proposal.ts';
import { setUpForms } from './listeners/set-up.ts';
import { type PressHandler, pressed } from './press.ts';
import { type ShortcutHandler, shortcutTaken } from './shortcut.ts';

/** Every button and menu by action id. */
export const PRESSES: Readonly<Record<string, PressHandler>> = {
  ...caseActions,
  ...adviceActions,
  ...followUpActions,
  ...decisionActions,
  ...messageActions,
  ...noticeActions,
  ...graveActions,
  ...listActions,
};

/** Every form by callback id. */
export const FORMS: Readonly<Record<string, FormHandler>> = {
  ...caseForms,
  ...timeForms,
  ...proposalForms,
  ...decisionForms,
  ...followUpForms,
  ...messageForms,
  ...setUpForms,
  ...graveForms,
  ...dutyForms,
};

/** Every message shortcut by callback id. */
export const SHORTCUTS: Readonly<Record<string, ShortcutHandler>> = messageShortcuts;

/** Every slash command. */
export const COMMANDS: Readonly<Record<string, CommandHandler>> = { [COMMAND]: answerCommand };

/** Every event type that is listened to. */
export const EVENTS = ['message', 'app_mention', 'app_home_opened', 'user_change'] as const;

/** A button, form or shortcut of an older version. */
const expired = (desk: Desk, { asker }: { readonly asker: Parameters<typeof tell>[1] }): Promise<void> =>
  tell(desk, asker, sentence(desk.w.screen.error.expired));

/**
 * One Bolt listener for each kind of act, and a table behind it. All matching Bolt listeners run, at once and in no order, so a catch-all
 * beside others would answer twice; a table cannot.
 */
export function register(app: App, desk: Desk): void {
  app.event('message', ({ body }) => takeIn(body, desk));
  app.event('app_mention', ({ body }) => takeIn(body, desk));
  app.event('app_home_opened', ({ event }) => openedHome(desk, event));
  app.event('user_change', ({ event }) => accountOf(desk, event));
  app.action(/.*/s, async ({ ack, body }) => {
    await ack();
    await pressed(desk, PRESSES, expired, body);
  });
  app.view<ViewSubmitAction>({ callback_id: /.*/s, type: 'view_submission' }, ({ ack, body }) =>
    submitted(desk, FORMS, body, ack),
  );
  app.view({ callback_id: /.*/s, type: 'view_closed' }, ({ ack }) => ack());
  app.shortcut(/.*/s, async ({ ack, body }) => {
    await ack();
    await shortcutTaken(desk, SHORTCUTS, expired, body);
  });
  app.command(/.*/s, async ({ ack, body }) => {
    await ack();
    await commanded(desk, COMMANDS, body);
  });
}
