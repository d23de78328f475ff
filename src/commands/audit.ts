import { closeSync, openSync, writeSync } from 'node:fs';
import { auditedEvents, erasuresNoted, firstOpening } from '../db/audit-rows.ts';
import { type AuditBreak, type BreakKind, mendStates, type Verdict, verifyAudit } from '../db/audit-verify.ts';
import { addDays, instantOf, localDate, localDateTime } from '../domain/business-time.ts';
import type { Case } from '../domain/case.ts';
import { peopleIn } from '../domain/event-people.ts';
import type { StoreId } from '../domain/ids.ts';
import { maskedText } from '../domain/masked-text.ts';
import { wordingFor } from '../wording/wording.ts';
import { argumentsOf, CommandFault, type DeskData, tell, withDeskData } from './command.ts';
import { csvLine } from './csv.ts';
import { eventText } from './event-text.ts';

const USAGE =
  'kesu audit export [--from YYYY-MM-DD] [--to YYYY-MM-DD] [--out FILE.csv|FILE.jsonl] | kesu audit verify [--mend]';

/** A line of the export: what happened, masked. `chat`: the account that did it; `place`: where the case is talked about. */
interface AuditLine {
  readonly at: string;
  readonly case: string;
  readonly seq: number | null;
  readonly what: string;
  readonly said: string;
  readonly who: string;
  readonly role: string;
  readonly chat: string;
  readonly place: string;
  readonly contentHash: string | null;
  readonly chainHash: string | null;
}
const COLUMNS = [
  'at',
  'case',
  'seq',
  'what',
  'said',
  'who',
  'role',
  'chat',
  'place',
  'contentHash',
  'chainHash',
] as const;

/** kesu audit: who did what when, and whether it still says so. 1 when a chain does not hold. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = argumentsOf(
    args,
    {
      from: { type: 'string' },
      to: { type: 'string' },
      out: { type: 'string' },
      mend: { type: 'boolean', default: false },
    },
    1,
  );
  const [what] = positionals;
  if (what === 'verify') return withDeskData((data) => verify(data, values.mend));
  if (what !== 'export') throw new CommandFault(USAGE);
  for (const day of [values.from, values.to])
    if (day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(day))
      throw new CommandFault(`${day}: 日期写成 2026-11-01 · a date as 2026-11-01`);
  return withDeskData((data) => exportAudit(data, values));
}

type Span = { readonly from?: string | undefined; readonly to?: string | undefined; readonly out?: string | undefined };

async function exportAudit(data: DeskData, { from, to, out }: Span): Promise<number> {
  const asJson = out?.endsWith('.jsonl') ?? false;
  const file = out ? openSync(out, 'w', 0o600) : null;
  let rows = 0;
  const write = (text: string) => (file === null ? process.stdout.write(text) : writeSync(file, text));
  // So that a spreadsheet reads the Chinese.
  if (!asJson) write(`${out ? '\uFEFF' : ''}${csvLine(COLUMNS)}`);
  for await (const line of auditLines(data, from, to)) {
    rows++;
    write(asJson ? `${JSON.stringify(line)}\n` : csvLine(COLUMNS.map((name) => line[name])));
  }
  if (file !== null) closeSync(file);
  if (out) tell(`${rows} 条 · rows → ${out}`);
  return 0;
}

/** Everything between two store-local days, both included, a day at a time. */
export async function* auditLines(data: DeskData, from?: string, to?: string): AsyncGenerator<AuditLine> {
  const { timeZone } = data.policies.current().store;
  const last = to ?? localDate(data.clock.now(), timeZone);
  const first = from ?? (await firstDay(data)) ?? last;
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const span = [instantOf(day, '00:00', timeZone), instantOf(addDays(day, 1), '00:00', timeZone)] as const;
    yield* await eventLines(data, ...span, timeZone);
    yield* await erasureLines(data, ...span, timeZone);
  }
}

async function firstDay({ database, config, policies }: DeskData): Promise<string | null> {
  const first = await firstOpening(database.db, config.storeId as StoreId);
  return first && localDate(first, policies.current().store.timeZone);
}

const stamp = (at: Date, timeZone: string): string => {
  const { date, time } = localDateTime(at, timeZone);
  return `${date} ${time}`;
};

async function eventLines(data: DeskData, from: Date, to: Date, timeZone: string): Promise<readonly AuditLine[]> {
  const storeId = data.config.storeId as StoreId;
  const w = wordingFor('zh');
  const audited = await auditedEvents(data.database.db, storeId, from, to);
  const about = await data.cases.many(audited.map(({ event }) => event.caseId));
  const of = new Map(about.map((c): [string, Case] => [c.id, c]));
  const people = await data.people.many(peopleIn(audited.map(({ event }) => event)));
  return audited.map(({ event, contentHash, chainHash }) => {
    const c = of.get(event.caseId);
    const by = event.by === null ? null : people.get(event.by);
    const said = c ? maskedText(c, eventText(c, event, { people, timeZone, w })) : '';
    return {
      ...{ at: stamp(new Date(event.at), timeZone), case: c?.number ?? event.caseId, seq: event.seq },
      ...{ what: event.body.type, said, who: event.by === null ? w.name.desk : (by?.name ?? w.name.somebody) },
      ...{ role: by?.role ? w.name.role[by.role] : '', chat: by?.chatUser ?? '', place: c?.thread ?? c?.place ?? '' },
      ...{ contentHash, chainHash },
    };
  });
}

async function erasureLines(data: DeskData, from: Date, to: Date, timeZone: string): Promise<readonly AuditLine[]> {
  const noted = await erasuresNoted(data.database.db, data.config.storeId as StoreId, from, to);
  return noted.map(({ at, why, by, subject, counts }) => ({
    ...{ at: stamp(at, timeZone), case: '', seq: null, what: `erasure:${why}` },
    ...{ said: `${subject ?? ''} ${JSON.stringify(counts)}`.trim(), who: by, role: '', chat: '', place: '' },
    ...{ contentHash: null, chainHash: null },
  }));
}

const WHY: Readonly<Record<BreakKind, string>> = {
  missing: '这一条不见了 · this entry is gone',
  changed: '内容被改过 · its content was changed',
  moved: '位置不对或是后加的 · out of its place, or put in',
  cut: '结尾与投诉对不上 · the end does not fit the case',
  unlinked: '校验值被清掉了 · its hashes were taken away',
  no_case: '投诉本身不见了 · its case is gone',
  other_state:
    '投诉的现状与时间线不符（--mend 按时间线改正） · the case is not what its timeline tells (--mend writes it so)',
};

/** A break as whoever runs the command reads it. */
export const breakText = (found: AuditBreak): string =>
  found.in === 'case'
    ? `✗ ${found.number} 第 ${found.seq} 条 · entry ${found.seq}: ${WHY[found.why]}`
    : `✗ ${found.day}: 这一天有投诉被整件拿走或加入 · a whole case was taken away or put in`;

async function verify({ database, config }: DeskData, mend: boolean): Promise<number> {
  if (mend)
    tell(
      `${await mendStates(database, config.storeId as StoreId)} 件按时间线改正 · cases written as their timelines tell`,
    );
  const verdict: Verdict = await verifyAudit(database.db, config.storeId as StoreId);
  for (const found of verdict.breaks) tell(breakText(found));
  const { cases, events, days, unlinked, anchor } = verdict;
  tell(`${cases} 件投诉 · cases, ${events} 条记录 · entries, ${days} 天 · days anchored`);
  if (unlinked > 0) tell(`${unlinked} 件还没有链，运行中的客诉会补上 · not linked yet; a running desk does it`);
  if (anchor) tell(`${anchor.day} ${anchor.hash}`);
  tell(verdict.breaks.length === 0 ? '✓ 全部完好 · everything holds' : '✗ 有改动 · something was changed');
  return verdict.breaks.length === 0 ? 0 : 1;
}
