/*
 * npm run chaos -- --cases N --kills K [--replicas R] [--database pglite|postgres] [--seed S] [--speed X] [--keep DIR] [--json]
 * Lives N complaints through while desks are killed, and compares what people did, what the database holds and what the chat shows. Exits 1 when
 * anything that may not happen has happened. See README.md beside this file.
 */
import { optionsOf } from './options.ts';
import { playChaos } from './play.ts';
import { figures, isClean, printed } from './print.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const note = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<boolean> {
  const options = optionsOf(process.argv.slice(2));
  note(
    `${options.cases} cases, ${options.kills} kills, ${options.replicas} × ${options.database}, seed ${options.seed}`,
  );
  const outcome = await playChaos(options, note);
  for (const line of printed(outcome)) say(line);
  if (options.json) say(JSON.stringify(figures(outcome)));
  return isClean(outcome);
}

main().then(
  (clean) => process.exit(clean ? 0 : 1),
  (error) => {
    note(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(2);
  },
);
