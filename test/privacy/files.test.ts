import { describe, expect, test } from 'vitest';
import { RuleError } from '../../src/domain/errors.ts';
import { keptType } from '../../src/domain/file-type.ts';
import type { FileRef } from '../../src/domain/ids.ts';
import { copyFile, MAX_FILE_BYTES } from '../../src/flows/copy-file.ts';
import { openFiles } from '../../src/flows/see-case.ts';
import { openDesk } from '../support/desk.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const PNG = bytes('\x89PNG\r\n\x1a\n…');
const PAGE = bytes('\n <!DOCTYPE html><script>fetch("/")</script>');

describe('the type of a file', () => {
  test.each([
    ['image/png', PNG],
    ['image/jpeg', bytes('\xff\xd8\xff\xe0')],
    ['application/pdf', bytes('%PDF-1.7')],
    ['audio/mp4', bytes('\0\0\0\x20ftypM4A ')],
    ['image/heic', bytes('\0\0\0\x20ftypheic')],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', bytes('PK\x03\x04')],
    ['application/vnd.ms-excel', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')],
    ['text/plain', Buffer.from('客户的聊天记录')],
  ])('%s stays what it is when its first bytes say so', (type, content) => {
    expect(keptType(type, content)).toBe(type);
  });

  test.each([
    ['image/png', PAGE],
    ['image/jpeg', PNG],
    ['image/gif', bytes('MZ\x90')],
    ['application/pdf', bytes('<svg onload=alert(1)>')],
    ['audio/mpeg', bytes('#!/bin/sh')],
    ['image/png', new Uint8Array()],
  ])('a file that says it is %s and is something else is kept out', (type, content) => {
    expect(keptType(type, content)).toBeNull();
  });

  test.each([
    ['text/html', PAGE],
    ['image/svg+xml', bytes('<svg/>')],
    ['text/plain', PAGE],
    ['text/plain', bytes('\xef\xbb\xbf<?xml version="1.0"?>')],
    ['application/x-unknown', bytes('\x7fELF')],
    ['image/x-evil"; charset', bytes('x')],
    ['', bytes('x')],
  ])('%s that could run somewhere is kept as bytes and nothing more', (type, content) => {
    expect(keptType(type, content)).toBe('application/octet-stream');
  });
});

/** A case with one file sent to it, as the chat has it. */
async function sent(mimetype: string, content: Uint8Array, name = '照片.png') {
  const desk = await openDesk();
  desk.ports.chat.download = async () => ({ type: 'content', content });
  const reporter = await desk.person('小李', 'advisor');
  await desk.post('客户说等太久', { author: reporter });
  const [c] = await desk.cases();
  if (!c) throw new Error('no case');
  await copyFile(desk.ports, c.id, { ref: 'file:1' as FileRef, name, mimetype, size: 3 });
  await desk.work();
  const [now] = await desk.cases();
  return { desk, id: c.id, attachments: now?.attachments ?? [], events: await desk.ports.cases.timeline(c.id) };
}

describe('a file that comes with a complaint', () => {
  test('is not kept when it is a page that calls itself a picture, and the thread says why', async () => {
    const { desk, attachments, events } = await sent('image/png', PAGE);
    expect(attachments).toEqual([]);
    expect(events.at(-1)?.body).toEqual({ type: 'attachment_failed', name: '照片.png', why: 'not_as_named' });
    expect(desk.said.at(-1)?.notice).toMatchObject({ kind: 'file_not_kept', why: 'not_as_named' });
  });

  test('is not kept when it turns out larger than it said', async () => {
    const { attachments, events } = await sent('text/plain', new Uint8Array(MAX_FILE_BYTES + 1), '日志.txt');
    expect(attachments).toEqual([]);
    expect(events.at(-1)?.body).toMatchObject({ type: 'attachment_failed', why: 'too_large' });
  });

  test('is opened by those with a role, and by nobody else: neither a stranger nor whoever left', async () => {
    const { desk, id } = await sent('image/png', PNG);
    const manager = await desk.person('吴经理', 'department_manager');
    const stranger = await desk.person('路人', null);
    const gone = { ...manager, active: false };
    expect((await openFiles(desk.ports, manager, id)).files.map((file) => [file.name, file.mimetype])).toEqual([
      ['照片.png', 'image/png'],
    ]);
    for (const who of [stranger, gone]) await expect(openFiles(desk.ports, who, id)).rejects.toThrow(RuleError);
    const looks = (await desk.ports.cases.timeline(id)).filter(({ body }) => body.type === 'revealed');
    expect(looks.map(({ by }) => by)).toEqual([manager.id]);
  });
});
