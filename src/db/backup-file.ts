import { createHash, type Hash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { CopyFault } from './copy-fault.ts';
import { manifestSchema, type RowSource } from './copy-manifest.ts';

/*
 * A backup: one line of JSON that says what follows, then every table's rows as gzipped lines (copy-tables.ts), one table after the other in the
 * order and number the first line gives. Its checksum covers the whole file, itself read as zeros.
 */

const FORMAT = 'kesu-backup-1';
const headSchema = z.object({ format: z.literal(FORMAT), ...manifestSchema.shape, sha256: z.hex().length(64) });
const NO_SUM = '0'.repeat(64);
/** Far more than a few dozen tables need. */
const LONGEST_HEAD = 1024 * 1024;

/** Writes a backup where no file is yet, readable for its owner alone; a broken-off one is never left under the name. Gives its size. */
export async function writeBackup(path: string, source: RowSource): Promise<number> {
  if (existsSync(path))
    throw new CopyFault(`${path} 已经存在，请换个文件名。`, `${path} is there already; name another file`);
  const draft = `${path}.part`;
  await rm(draft, { force: true });
  try {
    const size = await writeDraft(draft, source);
    await rename(draft, path);
    await keepName(path);
    return size;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

const headOf = (source: RowSource, sha256: string): string =>
  `${JSON.stringify({ format: FORMAT, ...source.manifest, sha256 })}\n`;

/** A power cut after this still finds the file under its name. Windows opens no folders, and keeps names by itself. */
async function keepName(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using folder = await open(dirname(resolve(path)), 'r');
  await folder.sync();
}

async function writeDraft(draft: string, source: RowSource): Promise<number> {
  await using file = await open(draft, 'wx', 0o600);
  await write(file, source);
  await file.sync();
  return (await file.stat()).size;
}

async function write(file: FileHandle, source: RowSource): Promise<void> {
  const sum = createHash('sha256');
  const head = headOf(source, NO_SUM);
  await file.write(head);
  sum.update(head);
  await pipeline(text(source), createGzip(), async (packed: AsyncIterable<Buffer>) => {
    for await (const bytes of packed) {
      sum.update(bytes);
      await file.writeFile(bytes); // goes on where the last write ended
    }
  });
  await file.write(headOf(source, sum.digest('hex')), 0);
}

async function* text(source: RowSource): AsyncGenerator<string> {
  for (const { name } of source.manifest.tables)
    for await (const lines of source.lines(name)) yield `${lines.join('\n')}\n`;
}

/** A backup as a source of rows, after its whole content was checked. Throws CopyFault for what is no backup, cut short or altered. */
export async function readBackup(path: string): Promise<RowSource> {
  if (!existsSync(path)) throw new CopyFault(`没有文件 ${path}。`, `there is no file ${path}`);
  const line = await firstLine(path);
  const parsed = headSchema.safeParse(parsedJson(line));
  if (!parsed.success) throw new CopyFault(`${path} 不是 Kesu 的备份。`, `${path} is no backup made by Kesu`);
  const { format: _, sha256, ...manifest } = parsed.data;
  const start = Buffer.byteLength(line) + 1;
  const sum = createHash('sha256').update(`${line.replace(sha256, NO_SUM)}\n`);
  if ((await sumOf(sum, path, start)) !== sha256)
    throw new CopyFault(
      `备份 ${path} 不完整或被改动过，没有使用它，数据库没有变化。`,
      `the backup ${path} is cut short or was altered; it was not used, the database is unchanged`,
    );
  const lines = unpacked(path, start);
  return { manifest, lines: (name) => taken(lines, manifest.tables.find((table) => table.name === name)?.rows ?? 0) };
}

function parsedJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

async function firstLine(path: string): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of createReadStream(path, { end: LONGEST_HEAD })) {
    const end = (part as Buffer).indexOf('\n');
    parts.push(end < 0 ? part : part.subarray(0, end));
    if (end >= 0) break;
  }
  return Buffer.concat(parts).toString();
}

async function sumOf(sum: Hash, path: string, start: number): Promise<string> {
  for await (const part of createReadStream(path, { start })) sum.update(part as Buffer);
  return sum.digest('hex');
}

const NEW_LINE = 0x0a;

/** The lines of the packed part. Not by node:readline, for which U+2028 within a row would end a line. */
async function* unpacked(path: string, start: number): AsyncGenerator<string> {
  const source = createReadStream(path, { start });
  const unzip = createGunzip();
  source.on('error', (error) => unzip.destroy(error));
  let open: Buffer[] = [];
  for await (const part of source.pipe(unzip)) {
    let from = 0;
    for (let end = part.indexOf(NEW_LINE); end >= 0; end = part.indexOf(NEW_LINE, from)) {
      yield Buffer.concat([...open, part.subarray(from, end)]).toString();
      open = [];
      from = end + 1;
    }
    open.push(part.subarray(from));
  }
}

const MOST_LINES = 1000;
const LONGEST_BATCH = 2 * 1024 * 1024;

/** The next `rows` lines, some at a time. */
async function* taken(lines: AsyncGenerator<string>, rows: number): AsyncGenerator<readonly string[]> {
  let batch: string[] = [];
  let length = 0;
  for (let left = rows; left > 0; left--) {
    const { value, done } = await lines.next();
    if (done) break;
    batch.push(value);
    length += value.length;
    if (batch.length < MOST_LINES && length < LONGEST_BATCH) continue;
    yield batch;
    batch = [];
    length = 0;
  }
  if (batch.length > 0) yield batch;
}
