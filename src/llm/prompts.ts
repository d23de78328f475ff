import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * A prompt is a file:
 *
 *   ---
 *   version: 2026-11-22.1
 *   inputs: today, message
 *   ---
 *   What never changes: the task, the rules, the examples.
 *   --- user ---
 *   What does: {{today}} {{message}}
 *
 * Inputs stand below the line only, so that everything above it is the same bytes in every call and the provider's cache is hit (llm.md B2).
 */

/** Where the prompts of the desk are. */
export const PROMPTS_DIR = join(import.meta.dirname, '..', '..', 'prompts');

/** A prompt as it was loaded; `I` are the names of its inputs. */
export interface Prompt<I extends string = string> {
  readonly name: string;
  readonly version: string;
  readonly inputs: readonly I[];
  readonly system: string;
  /** With `{{input}}` where inputs go. */
  readonly user: string;
}

/** A prompt with its inputs filled in. */
export interface RenderedPrompt {
  readonly system: string;
  readonly user: string;
  /** `name@version`: kept with whatever the model answers. */
  readonly version: string;
}

const FRONTMATTER = /^---\n([\s\S]*?)\n---\n/;
const USER = /^--- user ---\n/m;
const INPUT = /\{\{([^{}]*)\}\}/g;
const NAME = /^[a-z][A-Za-z0-9]*$/;
const FIELDS = ['version', 'inputs'];

const inputsIn = (text: string): readonly string[] => [...text.matchAll(INPUT)].map(([, name = '']) => name);
const quoted = (names: Iterable<string>): string => [...new Set(names)].map((name) => `"${name}"`).join(', ');

function fieldsOf(head: string, faults: string[]): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of head.split('\n').filter((l) => l.trim() !== '')) {
    const [, field = '', value = ''] = /^([A-Za-z]+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (!FIELDS.includes(field)) faults.push(`unknown frontmatter "${line.trim()}"`);
    else if (fields.has(field)) faults.push(`"${field}" stands twice`);
    else fields.set(field, value);
  }
  for (const field of FIELDS) if (!fields.has(field)) faults.push(`no ${field} in the frontmatter`);
  return fields;
}

function checkInputs(given: readonly string[], system: string, user: string, faults: string[]): void {
  const used = inputsIn(user);
  const strange = given.filter((name) => !NAME.test(name));
  const missing = used.filter((name) => !given.includes(name));
  const unused = given.filter((name) => !used.includes(name));
  const early = inputsIn(system);
  if (strange.length > 0) faults.push(`${quoted(strange)} is no name for an input`);
  if (missing.length > 0) faults.push(`${quoted(missing)} is used but not among its inputs`);
  if (unused.length > 0) faults.push(`input ${quoted(unused)} is not used`);
  if (early.length > 0) faults.push(`${quoted(early)} stands in the part that never changes`);
}

/** Reads a prompt's text. Every fault is in `faults`; without any, the prompt is whole. */
function parsePrompt(name: string, text: string, faults: string[]): Prompt {
  // Bytes must not depend on how the file was checked out.
  const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const head = FRONTMATTER.exec(plain);
  if (!head) faults.push('no frontmatter');
  const fields = fieldsOf(head?.[1] ?? '', head ? faults : []);
  const [system = '', user = '', ...more] = plain.slice(head?.[0].length ?? 0).split(USER);
  const inputs = (fields.get('inputs') ?? '').split(/[,，]\s*/).filter((input) => input !== '');
  if (fields.get('version') === '') faults.push('the version is empty');
  if (user.trim() === '' || more.length > 0) faults.push('needs one line "--- user ---" with text below it');
  if (system.trim() === '') faults.push('nothing stands above "--- user ---"');
  checkInputs(inputs, system, user, faults);
  return { name, version: fields.get('version') ?? '', inputs, system: system.trim(), user: user.trim() };
}

/** What the code gives has to be what the file takes. */
function checkWanted(prompt: Prompt, wanted: readonly string[], faults: string[]): void {
  const missing = prompt.inputs.filter((name) => !wanted.includes(name));
  const unused = wanted.filter((name) => !prompt.inputs.includes(name));
  if (missing.length > 0) faults.push(`asks for ${quoted(missing)}, which nobody gives`);
  if (unused.length > 0) faults.push(`does not take ${quoted(unused)}`);
}

function readPrompt(dir: string, name: string, wanted: readonly string[], faults: string[]): Prompt | null {
  const own: string[] = [];
  let prompt: Prompt | null = null;
  try {
    prompt = parsePrompt(name, readFileSync(join(dir, `${name}.md`), 'utf8'), own);
    if (own.length === 0) checkWanted(prompt, wanted, own);
  } catch {
    own.push('cannot be read');
  }
  if (own.length > 0) faults.push(`${join(dir, `${name}.md`)}: ${own.join('; ')}`);
  return prompt;
}

/**
 * Loads `<dir>/<name>.md` for each name, with the inputs the code gives it. Throws one Error that names every file at fault and what is wrong
 * with it, so that a bad prompt stops the start and not the first complaint.
 */
export function loadPrompts<const W extends Readonly<Record<string, readonly string[]>>>(
  dir: string,
  wanted: W,
): { readonly [N in keyof W]: Prompt<W[N][number]> } {
  const faults: string[] = [];
  const loaded = Object.entries(wanted).map(([name, inputs]) => [name, readPrompt(dir, name, inputs, faults)]);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return Object.fromEntries(loaded);
}

/** Fills the inputs in. A value is put in as it is: what looks like an input inside it stays text. */
export function render<I extends string>(prompt: Prompt<I>, inputs: Readonly<Record<I, string>>): RenderedPrompt {
  const values: Readonly<Record<string, string>> = inputs;
  return {
    system: prompt.system,
    user: prompt.user.replace(INPUT, (_, name: string) => values[name] ?? ''),
    version: `${prompt.name}@${prompt.version}`,
  };
}
