import type {
  InputBlock,
  InputBlockElement,
  KnownBlock,
  ModalView,
  PlainTextInput,
  PlainTextOption,
} from '@slack/types';
import type { FormName, InputName } from '../../wording/forms.ts';
import type { Wording } from '../../wording/wording.ts';
import { FIELD, type FieldId, FORM } from '../ids.ts';
import { cut, LIMIT, mrkdwn, plain } from '../limits.ts';

/** A modal: its words come from the form's name, what it is about from `metadata` (a small JSON of ids, given by the caller). */
export const formView = (form: FormName, metadata: string, blocks: readonly KnownBlock[], w: Wording): ModalView => ({
  type: 'modal',
  callback_id: FORM[form],
  private_metadata: metadata,
  title: plain(w.form.title[form]),
  submit: plain(w.form.submit[form]),
  close: plain(w.form.cancel),
  blocks: [...blocks],
});

/** A line of explanation; what was typed by people in it is escaped already. */
export const lead = (text: string): KnownBlock[] => (text ? [{ type: 'context', elements: [mrkdwn(text)] }] : []);

/** Which input, what it is called, and whether it may stay empty. Block id and action id are the field. */
interface Asked {
  readonly field: FieldId;
  readonly as: InputName;
  readonly optional?: boolean;
  /** A choice is told to the desk at once, so that it can change the form. */
  readonly dispatch?: boolean;
}

function input(
  { field, as, optional = false, dispatch = false }: Asked,
  element: InputBlockElement,
  w: Wording,
): InputBlock {
  const hint = w.form.hint[as];
  return {
    type: 'input',
    block_id: field,
    label: plain(w.form.label[as]),
    optional,
    ...(dispatch ? { dispatch_action: true } : {}),
    element,
    ...(hint ? { hint: plain(hint) } : {}),
  };
}

const placeholder = (as: InputName, w: Wording) =>
  w.form.placeholder[as] ? { placeholder: plain(cut(w.form.placeholder[as], LIMIT.placeholder)) } : {};

/** Cut to what an input can hold, never through the middle of a character. */
const fitting = (text: string): string => text.slice(0, LIMIT.inputText).replace(/[\uD800-\uDBFF]$/, '');

interface Typed extends Asked {
  readonly initial?: string | null;
  readonly max?: number;
  readonly multiline?: boolean;
}

/** A text input. What is already known is never shortened below Slack's own limit. */
export function textInput(asked: Typed, w: Wording): InputBlock {
  const initial = fitting(asked.initial ?? '');
  const max = Math.min(LIMIT.inputText, Math.max(asked.max ?? LIMIT.inputText, initial.length));
  const element: PlainTextInput = {
    type: 'plain_text_input',
    action_id: asked.field,
    multiline: asked.multiline ?? false,
    max_length: max,
    ...(initial ? { initial_value: initial } : {}),
    ...placeholder(asked.as, w),
  };
  return input(asked, element, w);
}

/** A longer text. */
export const longInput = (asked: Typed, w: Wording): InputBlock => textInput({ ...asked, multiline: true }, w);

/** An option whose value is a word of the domain. */
export const choice = (value: string, text: string, description = ''): PlainTextOption => ({
  text: plain(cut(text, LIMIT.optionText)),
  value,
  ...(description ? { description: plain(cut(description, LIMIT.optionText)) } : {}),
});

interface Chosen extends Asked {
  readonly options: readonly PlainTextOption[];
  readonly initial?: string | null;
}

const initialOption = ({ options, initial }: Chosen) => {
  const found = options.find((o) => o.value === initial);
  return found ? { initial_option: found } : {};
};

/** A drop-down. */
export const selectInput = (asked: Chosen, w: Wording): InputBlock =>
  input(
    asked,
    {
      type: 'static_select',
      action_id: asked.field,
      options: [...asked.options],
      ...initialOption(asked),
      ...placeholder(asked.as, w),
    },
    w,
  );

/** A drop-down of which several may be chosen. */
export const multiSelectInput = (asked: Chosen, w: Wording): InputBlock =>
  input(
    asked,
    { type: 'multi_static_select', action_id: asked.field, options: [...asked.options], ...placeholder(asked.as, w) },
    w,
  );

/** A few choices, all in sight. */
export const radioInput = (asked: Chosen, w: Wording): InputBlock =>
  input(
    asked,
    { type: 'radio_buttons', action_id: asked.field, options: [...asked.options], ...initialOption(asked) },
    w,
  );

/** A colleague; `initial` is a Slack user id. */
export const userInput = (asked: Asked & { readonly initial?: string | null }, w: Wording): InputBlock =>
  input(
    asked,
    {
      type: 'users_select',
      action_id: asked.field,
      ...(asked.initial ? { initial_user: asked.initial } : {}),
      ...placeholder(asked.as, w),
    },
    w,
  );

/** A day; `initial` is YYYY-MM-DD. */
export const dateInput = (asked: Asked & { readonly initial?: string | null }, w: Wording): InputBlock =>
  input(
    asked,
    {
      type: 'datepicker',
      action_id: asked.field,
      ...(asked.initial && /^\d{4}-\d{2}-\d{2}$/.test(asked.initial) ? { initial_date: asked.initial } : {}),
      ...placeholder(asked.as, w),
    },
    w,
  );

/** Several colleagues; `initial` are Slack user ids. */
export const usersInput = (asked: Asked & { readonly initial?: readonly string[] }, w: Wording): InputBlock =>
  input(
    asked,
    {
      type: 'multi_users_select',
      action_id: asked.field,
      ...(asked.initial && asked.initial.length > 0 ? { initial_users: [...asked.initial] } : {}),
      ...placeholder(asked.as, w),
    },
    w,
  );

/** A date with its time, in the time zone of whoever looks. */
export const instantInput = (asked: Asked & { readonly initial?: Date | null }, w: Wording): InputBlock =>
  input(
    asked,
    {
      type: 'datetimepicker',
      action_id: asked.field,
      ...(asked.initial ? { initial_date_time: Math.floor(asked.initial.getTime() / 1000) } : {}),
    },
    w,
  );

/** Boxes to tick; may stay empty unless said otherwise. `initial`: the values of those that are ticked. */
export function checksInput(
  asked: Asked & { readonly options: readonly PlainTextOption[]; readonly initial?: readonly string[] },
  w: Wording,
): InputBlock {
  const ticked = asked.options.filter((o) => o.value !== undefined && asked.initial?.includes(o.value));
  const initial = ticked.length > 0 ? { initial_options: ticked } : {};
  const element = { type: 'checkboxes' as const, action_id: asked.field, options: [...asked.options], ...initial };
  return input({ optional: true, ...asked }, element, w);
}

/** Files; optional unless said otherwise. */
export const filesInput = (w: Wording, asked: Partial<Omit<Asked, 'field'>> = {}): InputBlock =>
  input(
    { as: 'files', optional: true, ...asked, field: FIELD.files },
    { type: 'file_input', action_id: FIELD.files, max_files: LIMIT.files },
    w,
  );
