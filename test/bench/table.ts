import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './figure.ts';

/** What was measured on what. */
export interface Machine {
  readonly date: string;
  readonly cores: number;
  readonly cpu: string;
  readonly ramGb: number;
  /** Of one minute when the table was printed; more than the cores says that others were at work too. */
  readonly load: number;
  readonly node: string;
  readonly postgres: string;
  readonly pglite: string;
}

/** The machine this runs on. */
export function machine(postgres: string): Machine {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const pglite = JSON.parse(readFileSync(join(entry, '../../package.json'), 'utf8')).version as string;
  return {
    date: new Date().toISOString().slice(0, 10),
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? 'unknown',
    ramGb: Math.round(totalmem() / 2 ** 30),
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    node: process.version,
    postgres,
    pglite,
  };
}

/** Three figures that count. */
const short = (value: number): string => {
  if (!Number.isFinite(value)) return '–';
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
};

/** One line of the table. */
export const asRow = ({ name, measured, unit, against, ratio, aim, met }: Figure): string => {
  const beside = against ? `${against.what}: ${short(against.value)} ${against.unit}` : '–';
  const mark = met === null ? '' : met ? '✓' : '✗';
  return `| ${name} | ${short(measured)} ${unit} | ${beside} | ${ratio === null ? '–' : short(ratio)} | ${aim} | ${mark} |`;
};

/** The table with its machine, as markdown. */
export function asMarkdown(
  about: Machine & { readonly command: string; readonly seconds: number },
  figures: readonly Figure[],
): string {
  const { date, cores, cpu, ramGb, load, node, postgres, pglite, command, seconds } = about;
  return [
    `\`${command}\`, ${date}, ${seconds} s, on ${cores} cores (${cpu}), ${ramGb} GB, load ${load}; Node ${node}, Postgres ${postgres} with durable commits, PGlite ${pglite} hardened.`,
    '',
    '| figure | measured | beside | ratio | aim | |',
    '|---|---|---|---|---|---|',
    ...figures.map(asRow),
  ].join('\n');
}
