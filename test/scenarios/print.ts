import { type StepReport, type StoryReport, stepPassed } from './play.ts';

const mark = (ok: boolean): string => (ok ? '✓' : '✗');

/** A step in a few lines: what happened, each expectation, and what was seen instead of what failed. */
export function stepLines(step: StepReport, file: string): readonly string[] {
  const number = step.number === 0 ? '  ' : String(step.number).padStart(2);
  const head = `${mark(stepPassed(step))} ${number}  ${step.time}  ${step.headline}`;
  const at = stepPassed(step) ? [] : [`         ${file}:${step.line}`];
  const fault = step.fault
    ? [`       ✗ ${step.fault.message}`, ...step.fault.seen.map((line) => `           ${line}`)]
    : [];
  const checks = step.checks.flatMap(({ ok, expected, seen }) => [
    `       ${mark(ok)} ${expected}`,
    ...(seen.length > 0 ? ['         seen instead:', ...seen.map((line) => `           ${line}`)] : []),
  ]);
  return [head, ...at, ...fault, ...checks];
}

/** How the story ended, in a line. */
export function endLine({ story, ok, steps }: StoryReport): string {
  const played = steps.filter((step) => step.number > 0).length;
  const left = story.steps.length - played;
  if (ok) return `✓ ${story.name}: ${played} steps passed`;
  const last = steps.at(-1);
  const where =
    last && last.number > 0 ? `step ${last.number} (${story.file}:${last.line})` : (last?.headline ?? 'the start');
  return `✗ ${story.name}: ${where} failed${left > 0 ? `, ${left} steps not played` : ''}`;
}
