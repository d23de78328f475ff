import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { DEPARTMENTS, ROLES } from '../../src/domain/person.ts';
import { PLACE_PURPOSES } from '../../src/domain/place.ts';
import { policySchema } from '../../src/domain/policy.ts';
import { stepSchema } from './step.ts';
import { isTimeWord } from './when.ts';

/*
 * The format of a story; README.md beside this file explains it to whoever writes one.
 */

const words = z.union([z.string(), z.number()]).transform(String);
const time = z.string().refine(isTimeWord, 'is not a time (README, "Times")');

const person = z.strictObject({
  name: z.string().min(1),
  /** Left out: somebody with a chat account and no role, a stranger. */
  role: z.enum(ROLES).optional(),
  department: z.enum(DEPARTMENTS).optional(),
  title: z.string().default(''),
});

const channel = z.strictObject({
  name: z.string().min(1),
  purpose: z.enum(PLACE_PURPOSES).optional(),
  private: z.boolean().default(false),
  /** Left out: everybody. */
  members: z.array(z.string()).min(1).optional(),
});

/** Something that happened to a carried-in case: an event of the timeline, its fields beside `at` and `who`. */
const carriedEvent = z.looseObject({ at: time, who: z.string().optional(), event: z.string() });

const carried = z.strictObject({
  case: z.string().optional(),
  opened: time,
  by: z.string(),
  text: z.string().min(1),
  number: words.optional(),
  category: z.string().optional(),
  severity: z.enum(['general', 'serious', 'major']).optional(),
  due: time.optional(),
  /** So many of the same. */
  times: z.int().min(1).max(500).default(1),
  timeline: z.array(carriedEvent).default([]),
});
export type CarriedCase = z.infer<typeof carried>;

const storySchema = z.strictObject({
  name: z.string().min(1),
  language: z.enum(['zh', 'en']).default('zh'),
  start: z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, 'wants a store-local time such as 2026-11-16 08:30'),
  /** How often the clockwork looks while the clock moves. */
  tick_every: z
    .string()
    .regex(/^[1-9]\d?m$/, 'wants minutes, such as 5m')
    .default('5m'),
  model: z.literal('none', 'only `none` is known: no model takes part').default('none'),
  policy: policySchema.prefault({}),
  /** Two processes on one database; what people do reaches them in turn. */
  second_desk: z.boolean().default(false),
  /** People who may set up everything, by name. */
  admins: z.array(z.string()).default([]),
  people: z.array(person).min(1).optional(),
  channels: z.array(channel).min(1).optional(),
  carried_in: z.array(carried).default([]),
  steps: z.array(stepSchema).min(1),
});
/** A story as it was read, with the line of each step. */
export type Story = z.infer<typeof storySchema> & { readonly file: string; readonly lines: readonly number[] };

/** A story that cannot be read. The message has a line for each fault: file, line, step, what is wrong. */
export class StoryFault extends Error {
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'StoryFault';
  }
}

type Path = readonly PropertyKey[];

/** The line on which the thing at this path begins, or the nearest thing around it that is there. */
function lineAt(document: Document, counter: LineCounter, path: Path): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
  }
  return 1;
}

function where(path: Path): string {
  const [head, index, ...rest] = path;
  if (head !== 'steps' || typeof index !== 'number') return path.map(String).join('.');
  return [`step ${index + 1}`, ...(rest.length > 0 ? [rest.map(String).join('.')] : [])].join(', ');
}

/** Reads a story from YAML. `file` is what faults call it. Throws StoryFault. */
export function parseStory(yaml: string, file: string): Story {
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter });
  const broken = document.errors.map((e) => `${file}:${counter.linePos(e.pos[0]).line}: ${e.message.split('\n')[0]}`);
  if (broken.length > 0) throw new StoryFault(broken);
  const parsed = storySchema.safeParse(document.toJS());
  if (!parsed.success) {
    throw new StoryFault(
      parsed.error.issues.map(({ path, message }) => {
        const place = where(path);
        return `${file}:${lineAt(document, counter, path)}: ${place ? `${place}: ` : ''}${message}`;
      }),
    );
  }
  const lines = parsed.data.steps.map((_, i) => lineAt(document, counter, ['steps', i]));
  return { ...parsed.data, file, lines };
}

/** Reads a story from a file. Throws StoryFault, also when there is no such file. */
export function loadStory(path: string): Story {
  let yaml: string;
  try {
    yaml = readFileSync(path, 'utf8');
  } catch {
    throw new StoryFault([`${path}: cannot be read`]);
  }
  return parseStory(yaml, basename(path));
}
