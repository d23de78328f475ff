import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadPrompts, render } from '../../src/llm/prompts.ts';

const dir = mkdtempSync(join(tmpdir(), 'kesu-prompts-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const HEAD = '---\nversion: 2026-11-22.1\ninputs: today, message\n---\n';
const BODY = '你读客诉。\n\n例：{"a": 1}\n--- user ---\n今天是 {{today}}\n<原话>{{message}}</原话>\n';
const load = (text: string) => {
  writeFileSync(join(dir, 'read.md'), text);
  return loadPrompts(dir, { read: ['today', 'message'] }).read;
};

describe('a prompt', () => {
  it('has the same system text byte for byte whatever it is rendered with', () => {
    const prompt = load(HEAD + BODY);
    const one = render(prompt, { today: '2026-11-20', message: '刹车异响' });
    const two = render(prompt, { today: '2026-11-21', message: 'The brake squeals {{today}}' });
    expect(Buffer.from(one.system).equals(Buffer.from(two.system))).toBe(true);
    expect(one.user).not.toBe(two.user);
    expect(one).toEqual({
      system: '你读客诉。\n\n例：{"a": 1}',
      user: '今天是 2026-11-20\n<原话>刹车异响</原话>',
      version: 'read@2026-11-22.1',
    });
  });

  it('is the same bytes however the file was checked out', () => {
    const unix = load(HEAD + BODY);
    const windows = load(`\uFEFF${(HEAD + BODY).replaceAll('\n', '\r\n')}`);
    expect(windows).toEqual(unix);
  });

  it('puts a value in as it is: neither another input nor a pattern inside it is filled in', () => {
    const prompt = load(HEAD + BODY);
    const { user } = render(prompt, { today: '{{message}}', message: '$& {{today}} $1' });
    expect(user).toBe('今天是 {{message}}\n<原话>$& {{today}} $1</原话>');
  });

  it.each([
    ['an input that is used but not listed', (t: string) => t.replace('{{today}}', '{{day}} {{today}}'), '"day"'],
    ['an input that is listed but not used', (t: string) => t.replace('{{today}}', ''), '"today" is not used'],
    ['an input above the line, where nothing may change', (t: string) => t.replace('你读', '{{today}}你读'), 'never'],
    ['frontmatter it does not know', (t: string) => t.replace('inputs:', 'model: gpt\ninputs:'), 'model: gpt'],
    ['a field that stands twice', (t: string) => t.replace('inputs:', 'version: 2\ninputs:'), 'twice'],
    ['no version', (t: string) => t.replace(/version:.*\n/, ''), 'no version'],
    ['an empty version', (t: string) => t.replace(/version:.*\n/, 'version:\n'), 'version is empty'],
    ['no frontmatter', (t: string) => t.replace(HEAD, ''), 'no frontmatter'],
    ['no part for the user', (t: string) => t.replace('--- user ---', ''), '--- user ---'],
    ['nothing but a part for the user', (t: string) => t.replace(/你读[\s\S]*?(?=--- user)/, ''), 'nothing stands'],
  ])('stops the start, naming its file, for %s', (_, spoil, named) => {
    expect(() => load(spoil(HEAD + BODY))).toThrow(join(dir, 'read.md'));
    expect(() => load(spoil(HEAD + BODY))).toThrow(named);
  });

  it('stops the start when the code gives other inputs than the file takes', () => {
    writeFileSync(join(dir, 'read.md'), HEAD + BODY);
    expect(() => loadPrompts(dir, { read: ['today', 'message', 'store'] })).toThrow('does not take "store"');
    expect(() => loadPrompts(dir, { read: ['today'] })).toThrow('asks for "message", which nobody gives');
  });

  it('names all files at fault in one go', () => {
    writeFileSync(join(dir, 'read.md'), BODY);
    const start = () => loadPrompts(dir, { read: ['today', 'message'], draft: [] });
    expect(start).toThrow('read.md');
    expect(start).toThrow('draft.md: cannot be read');
  });
});
