import type { KnownBlock, ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { button, checkMessage, checkView, cut, esc, LIMIT, mrkdwn, plain, typed } from '../../src/slack/limits.ts';

const section = (text: string): KnownBlock => ({ type: 'section', text: mrkdwn(text) });
const modal = (change: Partial<ModalView>): ModalView => ({
  type: 'modal',
  title: plain('标题'),
  blocks: [section('好')],
  ...change,
});
const input = (blockId: string): KnownBlock => ({
  type: 'input',
  block_id: blockId,
  label: plain('原因'),
  element: { type: 'plain_text_input', action_id: 'reason' },
});

describe('text', () => {
  it('is counted by characters, not by halves of an emoji', () => {
    expect(cut('😀😀😀', 3)).toBe('😀😀😀');
    expect(cut('😀😀😀😀', 3)).toBe('😀😀…');
  });

  it('leaves room for the entities it grows into', () => {
    const long = '&<>'.repeat(2000);
    expect([...esc(cut(long, LIMIT.text))].length).toBeLessThanOrEqual(LIMIT.text);
    expect(cut('a&b', 7)).toBe('a&b');
    expect(cut('a&b', 6)).toBe('a…');
  });

  it('cannot mention, link or broadcast once typed text is escaped', () => {
    expect(typed('<!channel> <@U1>\n<http://x|y> & more', 200)).toBe(
      '&lt;!channel&gt; &lt;@U1&gt; &lt;http://x|y&gt; &amp; more',
    );
  });
});

describe('a message', () => {
  it('passes when Slack takes it', () => {
    expect(checkMessage([section('你好 <@U1>')], '你好')).toEqual([]);
  });

  it.each<readonly [string, KnownBlock[], string]>([
    ['without notification text', [section('好')], ' '],
    ['without blocks', [], '好'],
    ['of 51 blocks', Array.from({ length: 51 }, () => section('好')), '好'],
    ['with a section of 3001 characters', [section('😀'.repeat(3001))], '好'],
    ['with an empty section', [section('')], '好'],
    ['with a raw < typed by somebody', [section('a < b')], '好'],
    ['with 11 fields', [{ type: 'section', fields: Array.from({ length: 11 }, () => mrkdwn('好')) }], '好'],
    ['with a field of 2001', [{ type: 'section', fields: [mrkdwn('好'.repeat(2001))] }], '好'],
    ['with a header of 151', [{ type: 'header', text: plain('好'.repeat(151)) }], '好'],
    ['with a button value of 2001', [{ type: 'actions', elements: [button('a', '好', 'x'.repeat(2001))] }], '好'],
    [
      'with two buttons of one id',
      [{ type: 'actions', elements: [button('a', '1', '1'), button('a', '2', '2')] }],
      '好',
    ],
    ['with an input', [input('reason')], '好'],
  ])('is refused %s', (_, blocks, text) => {
    expect(checkMessage(blocks, text)).toHaveLength(1);
  });

  it('is refused with a confirm dialog that is too long', () => {
    const confirm = {
      title: plain('好'),
      text: plain('好'.repeat(301)),
      confirm: plain('好'.repeat(31)),
      deny: plain('不'),
    };
    const blocks: KnownBlock[] = [{ type: 'actions', elements: [button('a', '好', '1', { confirm })] }];
    expect(checkMessage(blocks, '好')).toHaveLength(2);
  });

  it('is refused with an option value of 151', () => {
    const options = [{ text: plain('好'), value: 'x'.repeat(151) }];
    const blocks: KnownBlock[] = [{ type: 'actions', elements: [{ type: 'static_select', action_id: 'a', options }] }];
    expect(checkMessage(blocks, '好')).toHaveLength(1);
  });
});

describe('a view', () => {
  it.each<readonly [string, Partial<ModalView>]>([
    ['a title of 25', { title: plain('好'.repeat(25)) }],
    ['metadata of 3001', { private_metadata: 'x'.repeat(3001) }],
    ['an input and no submit', { blocks: [input('reason')] }],
    ['two inputs of one block id', { blocks: [input('a'), input('a')], submit: plain('好') }],
    ['101 blocks', { blocks: Array.from({ length: 101 }, () => section('好')) }],
  ])('is refused with %s', (_, change) => {
    expect(checkView(modal(change))).toHaveLength(1);
  });

  it('passes when Slack takes it', () => {
    expect(checkView(modal({ blocks: [input('reason')], submit: plain('好') }))).toEqual([]);
  });
});
