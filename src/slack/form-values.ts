import type { ChatUserRef } from '../domain/ids.ts';
import type { ChatFile } from '../domain/message.ts';
import type { FieldId } from './ids.ts';
import type { InputState } from './payloads.ts';
import { fileRef, userRef } from './refs.ts';

/** What a form holds, input by input. An input the form does not have is empty. */
export interface FormValues {
  has(field: FieldId): boolean;
  text(field: FieldId): string;
  /** The value of the chosen option, or null. */
  choice(field: FieldId): string | null;
  choices(field: FieldId): readonly string[];
  user(field: FieldId): ChatUserRef | null;
  users(field: FieldId): readonly ChatUserRef[];
  /** YYYY-MM-DD, or ''. */
  date(field: FieldId): string;
  /** A date with its time, or null. */
  instant(field: FieldId): Date | null;
  files(field: FieldId): readonly ChatFile[];
}

/** Reads `state.values`; block id and action id of an input are the same word. */
export function formValues(state: Readonly<Record<string, Readonly<Record<string, InputState>>>>): FormValues {
  const input = (field: FieldId): InputState | undefined => state[field]?.[field];
  return {
    has: (field) => input(field) !== undefined,
    text: (field) => input(field)?.value ?? '',
    choice: (field) => input(field)?.selected_option?.value ?? null,
    choices: (field) => (input(field)?.selected_options ?? []).map((option) => option.value),
    user: (field) => {
      const user = input(field)?.selected_user;
      return user ? userRef(user) : null;
    },
    users: (field) => (input(field)?.selected_users ?? []).map(userRef),
    date: (field) => input(field)?.selected_date ?? '',
    instant: (field) => {
      const seconds = input(field)?.selected_date_time;
      return seconds ? new Date(seconds * 1000) : null;
    },
    files: (field) =>
      (input(field)?.files ?? []).map((file) => ({
        ref: fileRef(file.id),
        name: file.name || file.title || file.id,
        mimetype: file.mimetype || 'application/octet-stream',
        size: file.size ?? 0,
      })),
  };
}
