import { expect, test } from 'vitest';
import { completionAt } from '../../src/workspace/page/completion.js';
import { formatDate } from '../../src/workspace/page/dates.js';
import { parseMarkdown } from '../../src/workspace/page/markdown.js';
import { parseMrkdwn, plainText } from '../../src/workspace/page/mrkdwn.js';
import { formatRoute, parseRoute } from '../../src/workspace/page/route.js';
import { LANGUAGES, translator, wordKeys } from '../../src/workspace/page/strings.js';

const inline = (text: string) => parseMrkdwn(text)[0].children;

test('bold, italic, strike and code become nodes, one inside the other', () => {
  expect(inline('*粗 _斜_* ~旧~ `a*b*`')).toEqual([
    {
      type: 'bold',
      children: [
        { type: 'text', text: '粗 ' },
        { type: 'italic', children: [{ type: 'text', text: '斜' }] },
      ],
    },
    { type: 'text', text: ' ' },
    { type: 'strike', children: [{ type: 'text', text: '旧' }] },
    { type: 'text', text: ' ' },
    { type: 'code', text: 'a*b*' },
  ]);
});

test('a mark glued to a word is no emphasis, as in Slack', () => {
  expect(inline('2*3*4 snake_case_name')).toEqual([{ type: 'text', text: '2*3*4 snake_case_name' }]);
});

test('references to people, channels and everyone are read, with or without labels', () => {
  expect(inline('<@U1> <#C1|客诉> <!here>').filter((node: { type: string }) => node.type !== 'text')).toEqual([
    { type: 'user', id: 'U1', label: '' },
    { type: 'channel', id: 'C1', label: '客诉' },
    { type: 'broadcast', name: 'here' },
  ]);
});

test('only web and mail addresses become links', () => {
  expect(inline('<https://a.cn/?x=1&amp;y=2|单据>')).toEqual([
    { type: 'link', url: 'https://a.cn/?x=1&y=2', label: '单据' },
  ]);
  expect(inline('<javascript:alert(1)|点我>')[0].type).toBe('text');
});

test('a bare address ends where Chinese begins', () => {
  expect(inline('见https://a.cn/b，谢谢')[1]).toEqual({ type: 'link', url: 'https://a.cn/b', label: 'https://a.cn/b' });
});

test('escaped signs are text and never markup', () => {
  expect(inline('&lt;b&gt; &amp;amp;')).toEqual([{ type: 'text', text: '<b> &amp;' }]);
});

test('quotes, lists and fences are blocks of their own', () => {
  expect(
    parseMrkdwn('话\n&gt; 引\n• 一\n• 二\n3. 三\n```\ncode *x*\n```').map((node: { type: string }) => node.type),
  ).toEqual(['p', 'quote', 'list', 'list', 'pre']);
});

test('a time of day is not an emoji, a known name is', () => {
  expect(inline('10:30:45 :eyes:')).toEqual([
    { type: 'text', text: '10:30:45 ' },
    { type: 'emoji', name: 'eyes' },
  ]);
});

test('a date is written in the reader’s words', () => {
  const now = new Date(2026, 2, 2, 12);
  const ts = new Date(2026, 2, 1, 9, 5).getTime() / 1000;
  expect(formatDate({ ts, format: '{date_short_pretty} {time}', fallback: '' }, 'zh', now)).toBe('昨天 09:05');
  expect(formatDate({ ts, format: '{date_num}', fallback: '' }, 'en', now)).toBe('2026-03-01');
});

test('plain text names people when it can', () => {
  expect(
    plainText('<@U1> &amp; <https://a.cn|单>', (_kind: string, id: string) => (id === 'U1' ? '王芳' : undefined)),
  ).toBe('@王芳 & 单');
});

test('standard Markdown gives the same kinds of nodes', () => {
  const tree = parseMarkdown('## 题\n**粗**\n- 一\n---\n`x`');
  expect(tree.map((node: { type: string }) => node.type)).toEqual(['heading', 'p', 'list', 'rule', 'p']);
});

const state = {
  users: [{ id: 'U1', name: 'wang', realName: '王芳', title: '经理' }],
  channels: [{ id: 'C1', name: '客诉', kind: 'public', topic: '' }],
  commands: [{ command: '/kesu', description: '客诉', usageHint: '登记' }],
  globalShortcuts: [],
};

test('a slash at the start offers commands, an @ after Chinese offers people', () => {
  expect(completionAt('/ke', 3, { state, as: 'U9' })?.rows[0].insert).toBe('/kesu ');
  expect(completionAt('请@王', 3, { state, as: 'U9' })).toMatchObject({
    start: 1,
    end: 3,
    rows: [{ insert: '@王芳 ' }],
  });
  expect(completionAt('a/b', 3, { state, as: 'U9' })).toBeNull();
});

test('a whole command is not completed again, so Enter sends it', () => {
  expect(completionAt('/kesu', 5, { state, as: 'U9' })).toBeNull();
});

test('an address of the page survives a round trip', () => {
  for (const route of [
    { page: 'home' },
    { page: 'channel', channel: 'C1', thread: '1.2' },
    { page: 'channel', channel: 'C1', at: '1.2' },
  ])
    expect(parseRoute(formatRoute(route))).toEqual(route);
});

test('every word of the page exists in both languages', () => {
  for (const lang of LANGUAGES) for (const key of wordKeys()) expect(translator(lang)(key)).toBeTruthy();
});
