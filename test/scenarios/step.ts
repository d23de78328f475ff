import { z } from 'zod';
import { policySchema } from '../../src/domain/policy.ts';
import { isTimeWord } from './when.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const listed = z.union([scalar.transform((one) => [one]), z.array(scalar)]);
const time = z.string().refine(isTimeWord, 'is not a time (README, "Times")');
const label = z.string().regex(/^[A-Z]\w*$/, 'wants a label such as C1');

/** What an expectation looks at; it names exactly one. */
const SUBJECTS = [
  'channel',
  'thread',
  'dm',
  'card',
  'approval',
  'home',
  'form',
  'answer',
  'case',
  'cases_opened',
  'no_new_message',
] as const;
export type Subject = (typeof SUBJECTS)[number];

/** What is looked for in words; a case has fields of its own instead. */
const seeSchema = z
  .looseObject({
    channel: z.string().optional(),
    thread: z.string().optional(),
    dm: z.string().optional(),
    card: label.optional(),
    approval: label.optional(),
    home: z.string().optional(),
    form: listed.optional(),
    answer: listed.optional(),
    case: label.optional(),
    cases_opened: z.int().min(0).optional(),
    no_new_message: z.union([z.literal(true), z.string()]).optional(),
    /** Whose answer or form, where several acted. */
    to: z.string().optional(),
    has: listed.optional(),
    hasnt: listed.optional(),
    times: z.int().min(0).optional(),
    lines: listed.optional(),
    button: listed.optional(),
    no_button: listed.optional(),
    /** Everything that ever stood there, not only what came or changed since the step before. */
    ever: z.boolean().default(false),
  })
  .superRefine((see, context) => {
    const named = SUBJECTS.filter((subject) => see[subject] !== undefined);
    if (named.length !== 1)
      context.addIssue({ code: 'custom', message: `names one of ${SUBJECTS.join(', ')}, not ${named.length} of them` });
    const known = new Set<string>(Object.keys(seeSchema.shape));
    const stray = Object.keys(see).filter((key) => !known.has(key));
    if (see.case === undefined && stray.length > 0)
      context.addIssue({ code: 'custom', path: [stray[0] ?? ''], message: `nothing is called "${stray[0]}" here` });
    if (see.times !== undefined && see.has?.length !== 1)
      context.addIssue({ code: 'custom', path: ['times'], message: 'wants one `has` to count' });
  });
export type See = z.infer<typeof seeSchema>;

/** What a step does; it does at most one of them. `fill` may follow the first four. */
const ACTS = [
  'press',
  'command',
  'shortcut',
  'open_home',
  'post',
  'edit',
  'delete',
  'join',
  'leave',
  'deactivate',
  'reactivate',
  'fault',
  'stop',
  'start',
  'restart',
  'kill',
  'wait_until',
] as const;
export type ActName = (typeof ACTS)[number];
const OPENING: readonly string[] = ACTS.slice(0, 4);
const NOBODYS: ReadonlySet<string> = new Set(['fault', 'stop', 'start', 'restart', 'kill', 'wait_until']);

const filled = z.union([scalar, z.null(), z.array(scalar)]);
const fault = z.strictObject({
  method: z.string(),
  kind: z.enum(['429', '500', 'drop_after_commit', 'slow', 'error']),
  times: z.int().positive(),
  retryAfter: z.number().optional(),
  ms: z.number().optional(),
  error: z.string().optional(),
});

/** One step: when, who, where, what, and what is to be seen afterwards. */
export const stepSchema = z
  .strictObject({
    at: time.optional(),
    who: z.union([z.string().transform((one) => [one]), z.array(z.string()).min(1)]).optional(),
    where: z.string().optional(),
    /** For the reader. */
    note: z.string().optional(),
    press: z.string().optional(),
    on: z.string().optional(),
    /** Of several messages with such a button, the one with this text. */
    about: z.string().optional(),
    /** Pressed two times at once. */
    twice: z.boolean().default(false),
    command: z.string().optional(),
    shortcut: z.string().optional(),
    open_home: z.literal(true).optional(),
    fill: z.record(z.string(), filled).optional(),
    post: z.string().optional(),
    files: z.array(z.union([z.string(), z.strictObject({ name: z.string(), text: z.string() })])).optional(),
    reply_in: z.string().optional(),
    edit: z.string().optional(),
    delete: z.literal(true).optional(),
    join: z.string().optional(),
    leave: z.string().optional(),
    /** An administrator closes somebody's account, or opens it again. */
    deactivate: z.string().optional(),
    reactivate: z.string().optional(),
    fault: fault.optional(),
    /** The desk goes down; `killed`: without finishing anything. */
    stop: z.union([z.literal(true), z.literal('killed')]).optional(),
    start: z.literal(true).optional(),
    restart: z.literal(true).optional(),
    /** Killed, and another one started at once. */
    kill: z.literal(true).optional(),
    /** The desk starts with this policy file. */
    policy: policySchema.optional(),
    wait_until: time.optional(),
    /** Labels of the cases this step opens, in the order of their numbers. */
    case: z.union([label.transform((one) => [one]), z.array(label).min(1)]).optional(),
    /** A label for the message this step posts. */
    mark: label.optional(),
    /** False: the next step comes before the desk has done everything that follows. */
    settle: z.boolean().default(true),
    see: z.array(seeSchema).default([]),
  })
  .superRefine((step, context) => {
    const named = ACTS.filter((act) => step[act] !== undefined);
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (named.length > 1) issue(named[1] ?? '', `a step does one thing; this one does ${named.join(' and ')}`);
    const [act] = named;
    if (step.fill && act && !OPENING.includes(act)) issue('fill', `no form comes of ${act}`);
    const acts = step.fill !== undefined || (act !== undefined && !NOBODYS.has(act));
    if (acts && !step.who) issue('who', 'somebody has to do it');
    if (step.press === undefined && (step.who?.length ?? 1) > 1) issue('who', 'only a button is pressed by several');
    if ((act === 'edit' || act === 'delete' || act === 'shortcut') && !step.on) issue('on', 'which message?');
    if (step.case && !step.settle) issue('case', 'a case is labelled by the step that waits for it');
    if (step.policy && !step.start && !step.restart) issue('policy', 'a policy is read at a start');
    if (step.reply_in !== undefined && step.where !== undefined) issue('where', 'reply_in says where already');
  });
export type Step = z.infer<typeof stepSchema>;

/** The one thing a step does; null when it only waits or only fills the open form. */
export const actOf = (step: Step): ActName | null => ACTS.find((act) => step[act] !== undefined) ?? null;

/** Who, where and what, in a line. */
export function headlineOf(step: Step): string {
  const act = actOf(step);
  const where = step.where ?? (step.reply_in ? `thread of ${step.reply_in}` : undefined);
  const what = act === null ? [] : [act, ...(typeof step[act] === 'string' ? [`“${step[act]}”`] : [])];
  const filled = Object.entries(step.fill ?? {}).map(([field, value]) => `${field}: ${value}`);
  return [
    ...(step.who ?? []),
    ...(where ? [`in ${where}`] : []),
    ...what,
    ...(step.twice ? ['twice'] : []),
    ...(step.on ? [`on ${step.on}`] : []),
    ...(filled.length > 0 ? [`fill {${filled.join('; ')}}`] : []),
    ...(step.note ? [`(${step.note})`] : []),
  ].join(' ');
}
