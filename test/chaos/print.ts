import { FINDING_KINDS } from './findings.ts';
import type { Outcome } from './play.ts';

const EXAMPLES = 5;

/** Nothing that may not happen has happened. */
export const isClean = ({ findings }: Outcome): boolean => FINDING_KINDS.every((kind) => findings[kind].length === 0);

/** The figures of a run, for a program that reads them. */
export function figures(outcome: Outcome) {
  const { options, findings, done, faults, restarts, crashes, ledger, minutes, hours, cases, worstLagMs } = outcome;
  const counts = Object.fromEntries(FINDING_KINDS.map((kind) => [kind, findings[kind].length]));
  return {
    ...counts,
    asked: options.cases,
    cases,
    closed: ledger.closed.size,
    casesPerMinute: round(cases / minutes),
    minutes: round(minutes),
    hoursOfTheClock: round(hours),
    ...done,
    restarts,
    crashes: crashes.length,
    faults: Object.values(faults).reduce((sum, n) => sum + n, 0),
    unansweredPresses: [...ledger.unanswered.values()].reduce((sum, n) => sum + n, 0),
    forbiddenPresses: ledger.forbidden,
    worstReminderLagSeconds: round(worstLagMs / 1000),
    database: options.database,
    replicas: options.replicas,
    speed: options.speed,
    seed: options.seed,
  };
}

const round = (n: number): number => Math.round(n * 10) / 10;

/** The same as a table, with the first examples of what went wrong. */
export function printed(outcome: Outcome): readonly string[] {
  const rows = Object.entries(figures(outcome)).map(([name, value]) => `${name.padEnd(26)} ${value}`);
  const wrong = FINDING_KINDS.flatMap((kind) => {
    const all = outcome.findings[kind];
    if (all.length === 0) return [];
    return ['', `${kind}: ${all.length}`, ...all.slice(0, EXAMPLES).map((sentence) => `  ${sentence}`)];
  });
  const crashes = outcome.crashes.slice(0, EXAMPLES).map((said) => `\na desk ended by itself:\n${said}`);
  return [
    ...rows,
    `faults dealt: ${JSON.stringify(outcome.faults)}`,
    `presses that came to nothing: ${JSON.stringify(Object.fromEntries(outcome.ledger.unanswered))}`,
    ...wrong,
    ...crashes,
  ];
}
