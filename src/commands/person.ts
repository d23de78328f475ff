import { mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { peopleIn } from '../domain/event-people.ts';
import { type CustomerFile, customerFile } from '../flows/customer-file.ts';
import { erasePerson } from '../flows/erase-person.ts';
import type { ErasureCounts, Ports } from '../ports.ts';
import { wordingFor } from '../wording/wording.ts';
import { argumentsOf, CommandFault, type DeskData, tell, withDeskData } from './command.ts';
import { fateText, fileText, type Telling } from './person-text.ts';

const USAGE = 'kesu person export PHONE [--out FILE] [--files DIR] | kesu person erase PHONE [--yes]';

/** Digits only; a mainland mobile or a landline with its area code. */
export function phoneOf(typed: string): string {
  const digits = typed
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^(?:00)?86(?=1\d{10}$)/, '');
  if (!/^(?:1[3-9]\d{9}|0\d{9,11})$/.test(digits))
    throw new CommandFault(
      `${typed}: 不是手机号，也不是带区号的座机 · no mobile number and no landline with its area code`,
    );
  return digits;
}

/** kesu person: what a customer may ask for (个人信息保护法 art. 45, 47), by phone. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = argumentsOf(
    args,
    { out: { type: 'string' }, files: { type: 'string' }, yes: { type: 'boolean', default: false } },
    2,
  );
  const [what, typed] = positionals;
  if (!typed || (what !== 'export' && what !== 'erase')) throw new CommandFault(USAGE);
  const phone = phoneOf(typed);
  return withDeskData(async (data) => {
    const file = await customerFile(data, phone);
    if (file.cases.length + file.messages.length === 0) {
      tell('没有这位客户的信息 · nothing is held about this customer');
      return 0;
    }
    if (what === 'export') await exportFile(data, file, values);
    else await erase(data, file, phone, values.yes);
    return 0;
  });
}

/** The file as one object for a JSON file, its readable text included. */
export async function personJson(ports: Pick<Ports, 'people'>, file: CustomerFile, telling: Omit<Telling, 'people'>) {
  const ids = file.cases.flatMap(({ case: c, events }) => [c.reporter, ...peopleIn(events)]);
  const people = await ports.people.many(ids);
  return {
    customer: file.identity,
    cases: file.cases.map(({ fate, ...one }) => ({ ...one, attachments: one.case.attachments, ifErased: fate })),
    messages: file.messages,
    casesOfOthersWithTheSameCar: file.others,
    text: fileText(file, { ...telling, people }),
  };
}

async function exportFile(
  data: DeskData,
  file: CustomerFile,
  { out, files }: { readonly out?: string | undefined; readonly files?: string | undefined },
): Promise<void> {
  const { timeZone } = data.policies.current().store;
  const made = await personJson(data, file, { timeZone, w: wordingFor('zh') });
  const json = `${JSON.stringify(made, null, 2)}\n`;
  if (!out) process.stdout.write(`${made.text}\n${json}`);
  else {
    // Somebody's data: for nobody else on this machine.
    writeFileSync(out, json, { mode: 0o600 });
    writeFileSync(`${out}.txt`, made.text, { mode: 0o600 });
    tell(`${file.cases.length} 件投诉 · cases, ${file.messages.length} 条消息 · messages → ${out}, ${out}.txt`);
  }
  if (files) tell(`${await copyFiles(data, file, files)} 个附件 · files → ${files}`);
}

async function copyFiles(
  { attachments }: Pick<Ports, 'attachments'>,
  file: CustomerFile,
  dir: string,
): Promise<number> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  let written = 0;
  for (const { case: c, own } of file.cases)
    for (const { id } of own ? c.attachments : []) {
      const kept = await attachments.content(id);
      if (!kept) continue;
      // A name somebody chose must not lead out of the directory.
      const name = `${c.number}-${++written}-${kept.name.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/, '')}`;
      writeFileSync(join(dir, name), kept.content, { mode: 0o600 });
    }
  return written;
}

async function erase(data: DeskData, file: CustomerFile, phone: string, yes: boolean): Promise<void> {
  for (const one of file.cases) tell(`${one.case.number}  ${fateText(one)}`);
  tell(`不属于任何投诉的消息 ${file.messages.length} 条：隐去 · messages outside any case: masked`);
  if (file.others.length > 0)
    tell(`他人名下同一辆车的投诉不动 · not touched, of somebody else: ${file.others.join(' ')}`);
  tell('聊天软件里的原消息要由发帖人或管理员另行删除 · the originals in the chat are for their posters to delete');
  if (!yes)
    return tell(`\n还没有删除。确认请加 --yes · nothing was erased; to do it: kesu person erase ${phone} --yes`);
  const counts = await erasePerson(data, file, `kesu person erase (${userInfo().username})`);
  tell(`\n已完成 · done: ${countsText(counts)}`);
}

const countsText = ({ cases, removed, events, messages, jobs, files }: ErasureCounts): string =>
  [
    `打码 ${cases} 件 · cases masked`,
    `删除 ${removed} 件 · removed`,
    `记录 ${events} · events`,
    `消息 ${messages} · messages`,
    `任务 ${jobs} · jobs`,
    `附件 ${files} · files`,
  ].join('; ');
