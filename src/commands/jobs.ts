import type { Db } from '../db/database.ts';
import { countsByState, deadJobs, dropJob, type ListedJob, type Live, listJobs, reviveJob } from '../db/job-list.ts';
import type { StoreId } from '../domain/ids.ts';
import { argumentsOf, CommandFault, tell, withDeskData } from './command.ts';

const STATES: readonly Live[] = ['waiting', 'running', 'dead'];
const STATE_WORDS: Readonly<Record<Live, string>> = {
  waiting: '等待 · waiting',
  running: '进行中 · running',
  dead: '已搁置 · set aside',
};
/** What the time beside a job means. */
const TIME_WORDS: Readonly<Record<Live, string>> = {
  waiting: '不早于 · from',
  running: '至 · until',
  dead: '自 · since',
};
const MOST_LISTED = 100;
/** Enough to name a job by. */
const ID_LENGTH = 8;
const LONGEST_ERROR = 160;

/** The jobs of a store that are not done, a line each, under a heading for each state. */
export async function jobLines(
  db: Db,
  storeId: StoreId,
  states: readonly Live[],
  timeZone: string,
): Promise<readonly string[]> {
  const counts = await countsByState(db, storeId);
  const lines: string[] = [];
  for (const state of states) {
    lines.push(`${STATE_WORDS[state]}: ${counts[state]}`);
    const listed = await listJobs(db, storeId, state, MOST_LISTED);
    lines.push(...listed.flatMap((job) => jobLine(job, state, timeZone)));
    const more = counts[state] - listed.length;
    if (more > 0) lines.push(`  … 另有 ${more} 个 · more`);
  }
  return lines;
}

function jobLine(job: ListedJob, state: Live, timeZone: string): readonly string[] {
  const when = job.at ? `${TIME_WORDS[state]} ${localTime(job.at, timeZone)}` : '现在 · now';
  const tries = `试过 ${job.attempt} 次 · tries`;
  const line = `  ${job.id.slice(0, ID_LENGTH)}  ${job.kind}  ${job.about ?? '–'}  ${tries}  ${when}`;
  return job.lastError ? [line, `            ${wordless(job.lastError)}`] : [line];
}

const localTime = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at);

/** An error without what a customer may have said or be known by: no Chinese, no quotation but of names in the code, no long number. */
export function wordless(error: string): string {
  const line = error.replace(/\s+/g, ' ').trim();
  return line
    .replace(/(["'“‘`])(.*?)(["'”’`])/g, (all, _open, inner: string) => (/^[\w.:/-]{0,40}$/.test(inner) ? all : '“…”'))
    .replace(/\p{Script=Han}[\p{Script=Han}\w·，。！？；：、]*/gu, '…')
    .replace(/[A-HJ-NPR-Z\d]{17}|\d[\d -]{5,}\d/g, '…')
    .slice(0, LONGEST_ERROR);
}

/** The one dead job that a typed beginning of an id names. */
async function deadJob(db: Db, storeId: StoreId, beginning: string): Promise<string> {
  const [id, another] = beginning === '' ? [] : await deadJobs(db, storeId, beginning);
  if (id === undefined)
    throw new CommandFault(`没有编号以 ${beginning} 开头的搁置任务 · no job set aside has an id that begins so`);
  if (another !== undefined)
    throw new CommandFault(`有几个任务以 ${beginning} 开头，请多写几位 · several begin so, type more of it`);
  return id;
}

/** Sends one dead job again, or all; says how many. */
export async function retryJobs(db: Db, storeId: StoreId, which: string): Promise<string> {
  const ids = which === 'all' ? await deadJobs(db, storeId, '') : [await deadJob(db, storeId, which)];
  let sent = 0;
  for (const id of ids) if (await reviveJob(db, storeId, id)) sent++;
  return `✓ ${sent} 个任务重新排队 · sent again; 运行中的客诉台几秒内会处理 · a running desk takes them up within seconds`;
}

/** Forgets one dead job. */
export async function dropDead(db: Db, storeId: StoreId, which: string): Promise<string> {
  const id = await deadJob(db, storeId, which);
  await dropJob(db, storeId, id);
  return `✓ 已丢弃 · dropped: ${id.slice(0, ID_LENGTH)}`;
}

/** kesu jobs [--dead] [--retry ID|all] [--drop ID]: a server's may be in use by a running desk meanwhile. */
export async function run(args: readonly string[]): Promise<number> {
  const options = { dead: { type: 'boolean' }, retry: { type: 'string' }, drop: { type: 'string' } } as const;
  const { dead, retry, drop } = argumentsOf(args, options).values;
  if (retry !== undefined && drop !== undefined)
    throw new CommandFault('--retry 和 --drop 只能用一个 · either --retry or --drop');
  return withDeskData(async ({ database: { db }, config, policies }) => {
    const storeId = config.storeId as StoreId;
    if (retry !== undefined) tell(await retryJobs(db, storeId, retry));
    else if (drop !== undefined) tell(await dropDead(db, storeId, drop));
    const { timeZone } = policies.current().store;
    for (const line of await jobLines(db, storeId, dead ? ['dead'] : STATES, timeZone)) tell(line);
    return 0;
  });
}
