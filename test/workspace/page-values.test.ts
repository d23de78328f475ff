import { expect, test } from 'vitest';
import { axisTicks, fitLabel, pieSlices, seriesValues } from '../../src/workspace/page/chart-scale.js';
import { firstUnread, listRows } from '../../src/workspace/page/grouping.js';
import { choicesOf, optionGroups } from '../../src/workspace/page/options.js';
import { collectValues, keepTyped, withTyped } from '../../src/workspace/page/values.js';

const option = (value: string) => ({ value, text: { type: 'plain_text', text: `项 ${value}` } });

const blocks = [
  {
    type: 'section',
    block_id: 's',
    accessory: { type: 'static_select', action_id: 'pick', initial_option: option('a') },
  },
  {
    type: 'actions',
    block_id: 'a',
    elements: [
      { type: 'button', action_id: 'go' },
      { type: 'checkboxes', action_id: 'box' },
    ],
  },
  { type: 'input', block_id: 'i', element: { type: 'plain_text_input', action_id: 'text', initial_value: '赵先生' } },
  { type: 'divider', block_id: 'd' },
];

test('every element that keeps a value is collected, a button is not', () => {
  expect(collectValues(blocks, {})).toEqual({ s: { pick: 'a' }, a: { box: [] }, i: { text: '赵先生' } });
});

test('what was typed wins over the initial value, even when it was emptied', () => {
  const typed = withTyped(withTyped({}, 'i', 'text', null), 's', 'pick', 'b');
  expect(collectValues(blocks, typed)).toMatchObject({ s: { pick: 'b' }, i: { text: null } });
});

test('an update keeps what was typed under the same block id and drops the rest', () => {
  const typed = { i: { text: '钱女士' }, gone: { text: 'x' } };
  expect(keepTyped(blocks, typed)).toEqual({ i: { text: '钱女士' } });
});

test('options and option groups come out as groups of rows', () => {
  expect(optionGroups({ options: [option('a')] })).toMatchObject([
    { label: null, options: [{ value: 'a', label: '项 a' }] },
  ]);
  const grouped = { option_groups: [{ label: { text: '售后' }, options: [option('b')] }] };
  expect(optionGroups(grouped)).toMatchObject([{ label: '售后', options: [{ value: 'b' }] }]);
  expect(optionGroups([])).toEqual([]);
});

test('a channel picker offers public channels, a people picker the active people and the app itself', () => {
  const state = {
    bot: { userId: 'UB' },
    users: [
      { id: 'U1', realName: '王芳', title: '经理', isBot: false },
      { id: 'U2', realName: '陈晨', title: '顾问', isBot: false, deleted: true },
      { id: 'UB', realName: '客诉', title: '', isBot: true },
    ],
    channels: [
      { id: 'C1', name: '客诉', kind: 'public', isMember: true },
      { id: 'C2', name: '管理层', kind: 'private', isMember: true },
    ],
  };
  expect(choicesOf({ type: 'channels_select' }, state)[0].options).toEqual([{ value: 'C1', label: '# 客诉' }]);
  expect(choicesOf({ type: 'multi_users_select' }, state)[0].options.map((o: { label: string }) => o.label)).toEqual([
    '王芳 · 经理',
    '客诉',
  ]);
});

const message = (ts: number, user: string) => ({ ts: String(ts), user, replyCount: 0, ephemeral: false });

test('messages of one author within five minutes share a head', () => {
  const rows = listRows(
    [message(1000, 'U1'), message(1100, 'U1'), message(1900, 'U1'), message(1901, 'U2')],
    '0',
    'U1',
  );
  expect(rows.map((row: { head: boolean }) => row.head)).toEqual([true, false, true, true]);
});

test('the line of new messages stands before the first unread of somebody else', () => {
  const messages = [message(1000, 'U2'), message(1001, 'U1'), message(1002, 'U2')];
  const rows = listRows(messages, firstUnread(messages, '1000', 'U1'));
  expect(rows.map((row: { isNew: boolean }) => row.isNew)).toEqual([false, false, true]);
});

test('an axis has round marks and holds zero', () => {
  expect(axisTicks([3, 12])).toEqual([0, 5, 10, 15]);
  expect(axisTicks([-4, 2])).toContain(0);
  expect(axisTicks([])).toEqual([0, 1]);
});

test('a series says null where it has no point', () => {
  const chart = {
    axis_config: { categories: ['一', '二'] },
    series: [{ name: '本周', data: [{ label: '二', value: 4 }] }],
  };
  expect(seriesValues(chart)).toEqual([{ name: '本周', values: [null, 4] }]);
});

test('the slices of a pie make one turn', () => {
  const slices = pieSlices([
    { label: '甲', value: 1 },
    { label: '乙', value: 3 },
  ]);
  expect(slices.map((s: { share: number }) => s.share)).toEqual([0.25, 0.75]);
  expect(slices.at(-1)?.to).toBe(1);
});

test('a long label is cut, a short one is not', () => {
  expect(fitLabel('维修质量', 60)).toBe('维修质量');
  expect(fitLabel('维修质量与配件等待', 40)).toMatch(/^维修.*…$/);
});
