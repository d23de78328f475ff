import { localDate } from '../../src/domain/business-time.ts';
import { FORM } from '../../src/slack/ids.ts';
import type { ActResult, ElementValue, InputValues, NewFile } from '../../src/workspace/verbs.ts';
import { viewText } from './sight.ts';
import { type Stage, StepFault } from './stage.ts';
import type { Step } from './step.ts';
import { dateOf, isTimeWord } from './when.ts';

type Typed = NonNullable<Step['fill']>[string];
type Element = Readonly<Record<string, unknown>> & { readonly type: string; readonly action_id: string };
interface Input {
  readonly blockId: string;
  readonly label: string;
  readonly element: Element;
  /** What is chosen goes to the desk at once, and the form may change. */
  readonly tells: boolean;
}
interface Option {
  readonly text: { readonly text: string };
  readonly value: string;
}

interface Filling {
  readonly stage: Stage;
  readonly as: string;
  readonly viewId: string;
  readonly input: Input;
}

const list = (typed: Typed): readonly string[] =>
  typed === null ? [] : Array.isArray(typed) ? typed : [typed as string];

/** A small file of its own, as somebody would attach it. */
export const newFile = (file: string | { readonly name: string; readonly text: string }): NewFile => {
  const { name, text } = typeof file === 'string' ? { name: file, text: file } : file;
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  const kinds: Readonly<Record<string, string>> = { png: 'image/png', jpg: 'image/jpeg', txt: 'text/plain' };
  const content = Buffer.concat([Buffer.from(BEGINNINGS[ending] ?? '', 'latin1'), Buffer.from(text)]);
  return { name, mimetype: kinds[ending] ?? 'application/octet-stream', content: content.toString('base64') };
};

/** How a picture begins: the desk keeps nothing that is not what it says it is. */
const BEGINNINGS: Readonly<Record<string, string>> = { png: '\x89PNG\r\n\x1a\n', jpg: '\xff\xd8\xff' };

async function optionsOf({ stage, as, viewId, input }: Filling, query: string): Promise<readonly Option[]> {
  const { element, blockId } = input;
  const groups = (element.option_groups ?? []) as readonly { readonly options: readonly Option[] }[];
  if (!element.type.endsWith('external_select'))
    return [...((element.options ?? []) as readonly Option[]), ...groups.flatMap((group) => group.options)];
  const place = { in: { view: viewId }, blockId, actionId: element.action_id };
  const found = await stage.trial.workspace.act({ verb: 'suggest', as, ...place, query });
  return found.ok ? ((found.options ?? []) as readonly Option[]) : [];
}

async function optionFor(filling: Filling, word: string): Promise<string> {
  const spoken = filling.stage.spoken(word);
  const options = await optionsOf(filling, spoken);
  const exact = options.find((o) => o.text.text === spoken || o.value === spoken);
  const close = options.filter((o) => o.text.text.includes(spoken));
  if (exact) return exact.value;
  if (close.length === 1 && close[0]) return close[0].value;
  const seen = options.map((o) => o.text.text).join('、');
  throw new StepFault(`"${filling.input.label}" has no choice "${spoken}"`, [`choices: ${seen || 'none'}`]);
}

/** What is typed, as this kind of input holds it. */
async function valueFor(filling: Filling, typed: Typed): Promise<ElementValue> {
  const { stage, input } = filling;
  const { type } = input.element;
  const { calendar, trial } = stage;
  const words = list(typed);
  const [word = ''] = words;
  const today = () => localDate(trial.now(), calendar.timeZone);
  if (typed === null) return type.startsWith('multi_') || type === 'checkboxes' ? [] : null;
  if (type === 'multi_users_select') return words.map((name) => stage.user(name).id);
  if (type === 'users_select') return stage.user(word).id;
  if (/^multi_.*select$|^checkboxes$/.test(type)) return Promise.all(words.map((one) => optionFor(filling, one)));
  if (/select$|^radio_buttons$/.test(type)) return optionFor(filling, word);
  if (type === 'datepicker') return isTimeWord(word) ? dateOf(word, calendar, today()) : word;
  if (type === 'datetimepicker') return Math.floor(stage.instant(word).getTime() / 1000);
  if (type === 'file_input') return words.map(newFile);
  return stage.spoken(words.join('\n'));
}

function inputsOf(blocks: readonly unknown[]): readonly Input[] {
  return blocks.flatMap((block) => {
    const { type, block_id, label, element, dispatch_action } = block as {
      readonly type: string;
      readonly block_id?: string;
      readonly label?: { readonly text: string };
      readonly element?: Element;
      readonly dispatch_action?: boolean;
    };
    return type === 'input' && element
      ? [{ blockId: block_id ?? '', label: label?.text ?? '', element, tells: dispatch_action === true }]
      : [];
  });
}

function inputNamed(inputs: readonly Input[], label: string): Input {
  const close = inputs.filter((input) => input.label.startsWith(label));
  const found = inputs.find((input) => input.label === label) ?? (close.length === 1 ? close[0] : undefined);
  if (found) return found;
  throw new StepFault(`the form has no field "${label}"`, [
    `fields: ${inputs.map((i) => i.label).join('、') || 'none'}`,
  ]);
}

/** The form somebody has open, as it is now. */
function openForm(as: string, stage: Stage): { readonly viewId: string; readonly inputs: readonly Input[] } {
  const open = stage.trial.workspace.view(as);
  if (!open) throw new StepFault(`${stage.nameOf(as)} has no form open`);
  if (open.view.type === 'modal' && !open.view.submit)
    throw new StepFault('what is open is no form', viewText(open.view, stage).split('\n'));
  return { viewId: open.id, inputs: inputsOf(open.view.blocks) };
}

/** Fills the form somebody has open, by the labels of its fields in their order, and sends it. */
export async function fillForm(as: string, fill: NonNullable<Step['fill']>, stage: Stage): Promise<ActResult> {
  const { workspace } = stage.trial;
  const { viewId } = openForm(as, stage);
  const values: InputValues = {};
  for (const [label, typed] of Object.entries(fill)) {
    const input = inputNamed(openForm(as, stage).inputs, label);
    const value = await valueFor({ stage, as, viewId, input }, typed);
    const { blockId } = input;
    const actionId = input.element.action_id;
    values[blockId] = { ...values[blockId], [actionId]: value };
    if (!input.tells) continue;
    await workspace.act({ verb: 'action', as, in: { view: viewId }, blockId, actionId, value });
    await stage.trial.settle();
  }
  const result = await workspace.act({ verb: 'submit', as, viewId, values });
  await stage.trial.settle();
  return result.ok ? confirmed(as, result, stage) : result;
}

/** Who signs a proposal is shown in a second step, which says the same again and is sent as it is. */
async function confirmed(as: string, sent: ActResult, stage: Stage): Promise<ActResult> {
  const { workspace } = stage.trial;
  const next = workspace.view(as);
  if (next?.view.type !== 'modal' || next.view.callback_id !== FORM.proposeConfirm) return sent;
  const result = await workspace.act({ verb: 'submit', as, viewId: next.id, values: {} });
  await stage.trial.settle();
  return result;
}
