import { keptType } from '../domain/file-type.ts';
import type { AttachmentId, CaseId } from '../domain/ids.ts';
import type { ChatFile } from '../domain/message.ts';
import type { Ports } from '../ports.ts';
import { say } from './announce-case.ts';
import { changeCase, loadCase } from './change-case.ts';

/** The largest file that is copied: 25 MB. */
export const MAX_FILE_BYTES = 25 * 1024 * 1024;

/** Copies a file from the chat to the attachment store and shows it on the case. One that cannot be had is said so, in the thread. */
export async function copyFile(
  ports: Pick<Ports, 'cases' | 'chat' | 'attachments' | 'clock'>,
  caseId: CaseId,
  file: ChatFile,
): Promise<void> {
  const download =
    file.size > MAX_FILE_BYTES ? { type: 'too_large' as const } : await ports.chat.download(file.ref, MAX_FILE_BYTES);
  if (download.type !== 'content') return notKept(ports, caseId, file, download.type);
  const { name } = file;
  const { content } = download;
  if (content.byteLength > MAX_FILE_BYTES) return notKept(ports, caseId, file, 'too_large');
  const mimetype = keptType(file.mimetype, content);
  if (mimetype === null) return notKept(ports, caseId, file, 'not_as_named');
  const fresh = ports.clock.newId() as AttachmentId;
  const id = await ports.attachments.keep(
    { id: fresh, caseId, file: file.ref, name, mimetype, content },
    ports.clock.now(),
  );
  await changeCase(ports, null, caseId, (c) => ({
    events: c.attachments.some((a) => a.id === id)
      ? []
      : [{ type: 'attached', attachment: id, name, mimetype, size: content.byteLength }],
  }));
}

async function notKept(
  ports: Pick<Ports, 'cases' | 'clock'>,
  caseId: CaseId,
  file: ChatFile,
  why: 'too_large' | 'gone' | 'not_as_named',
): Promise<void> {
  const c = await loadCase(ports, caseId);
  const { thread, number } = c;
  const notice = { kind: 'file_not_kept', caseId, number, name: file.name, why } as const;
  await changeCase(ports, null, caseId, () => ({
    events: [{ type: 'attachment_failed', name: file.name, why }],
    jobs: thread ? [say(c, notice, { to: 'thread', message: thread })] : [],
  }));
}
