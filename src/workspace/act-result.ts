import type { ActResult } from './verbs.ts';

/** What a refusal says to the person, by its word. */
const sentences: Record<string, string> = {
  account_inactive: '这个账号已停用，不能再操作。',
  app_did_not_respond: '应用没有在 3 秒内回应，请重试。',
  app_not_connected: '应用没有连接到工作区，请先启动它。',
  app_answer_invalid: '应用的回答不合规，对话框没有变化。',
  cannot_deactivate_self: '不能停用自己的账号，请换一个身份再试。',
  cannot_change: '只能修改或删除自己的消息。',
  channel_not_found: '找不到这个频道。',
  command_in_thread: '消息列里不能用斜杠命令，请到频道里输入。',
  element_not_found: '这条消息或窗口里没有这个控件，它可能已经更新。',
  file_too_large: '文件太大。',
  home_disabled: '这个应用没有主页。',
  interactivity_disabled: '应用的清单没有打开交互功能。',
  invalid_act: '看不懂这个操作。',
  is_archived: '频道已归档，不能再发消息。',
  message_not_found: '找不到这条消息，它可能已被删除。',
  messages_tab_disabled: '这个应用不接收私信。',
  no_text: '消息是空的。',
  not_in_channel: '你不在这个频道里。',
  nothing_to_do: '没有变化。',
  shortcut_not_found: '应用的清单里没有这个快捷操作。',
  trigger_expired: '应用打开窗口太慢，请重试。',
  unknown_command: '没有这个命令。',
  user_disabled: '对方的账号已停用。',
  user_not_found: '找不到这个人。',
  view_not_found: '窗口已经关闭。',
};

/** A refusal with its sentence. */
export function refuse(error: string, detail?: string): ActResult {
  const sentence = sentences[error] ?? '操作没有成功。';
  return { ok: false, error, message: detail === undefined ? sentence : `${sentence}（${detail}）` };
}

/** A modal's own faults, by block id. */
export function refuseFields(errors: Record<string, string>): ActResult {
  return { ok: false, error: 'view_errors', message: '请检查标出的项目。', errors };
}

/** Ends an act from inside; `act` turns it into its result. */
export class Refusal extends Error {
  readonly result: ActResult;

  constructor(error: string, detail?: string) {
    super(error);
    this.name = 'Refusal';
    this.result = refuse(error, detail);
  }
}
