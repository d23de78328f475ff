import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkBlock } from '../../src/workspace/limit-blocks.ts';
import { asObject, Faultfinder } from '../../src/workspace/limit-check.ts';
import { checkElement } from '../../src/workspace/limit-elements.ts';
import { blockLimits } from '../../src/workspace/limit-numbers.ts';
import { checkConfirm, checkOption, checkOptionGroup, checkText } from '../../src/workspace/limit-objects.ts';
import { checkBlocks, checkView } from '../../src/workspace/limits.ts';
import { sharedFile } from '../support/shared.ts';
import { brokenBlocks } from './broken-blocks.ts';

const shared = sharedFile('block-kit/', 'the limits and fixtures of Block Kit');
const here = shared !== null;
const read = (file: string): unknown => JSON.parse(readFileSync(shared + file, 'utf8'));

function faultsOf(check: (find: Faultfinder) => void): string[] {
  const find = new Faultfinder();
  check(find);
  return find.faults;
}

/** Valid fixtures we refuse, or do not look at, on purpose. */
const exempt: Record<string, string> = {
  'messages/webhook_message_basic.json': 'two blocks share a block_id, which Slack asks to be unique',
  'messages/webhook_message_delete.json': 'two blocks share a block_id, which Slack asks to be unique',
};

/** Objects that stand for no block, element or surface of their own, so that there is nothing to check them with. */
const unchecked = new Set([
  'conversation_filter_basic',
  'dispatch_action_configuration_basic',
  'input_parameter_basic',
  'trigger_basic',
  'workflow_basic',
]);

function faultsOfObject(name: string, value: Record<string, unknown>): string[] {
  if (name.startsWith('confirmation')) return faultsOf((find) => checkConfirm(find, value, ''));
  if (name.startsWith('option_group')) return faultsOf((find) => checkOptionGroup(find, value, ''));
  if (name.startsWith('option')) return faultsOf((find) => checkOption(find, value, '', true));
  return faultsOf((find) => checkText(find, value, '', blockLimits.text.max_length));
}

function faultsOfFixture(file: string): string[] {
  const value = asObject(read(`fixtures/valid/${file}`));
  const [folder, name = ''] = file.split('/');
  switch (folder) {
    case 'blocks':
      return checkBlocks([value], 'message');
    case 'elements':
      return faultsOf((find) => checkElement(find, value, ''));
    case 'views':
      return checkView(value);
    case 'objects':
      return faultsOfObject(name, value);
    case 'rich_text':
      return checkBlocks([{ type: 'rich_text', elements: [value] }], 'message');
    default: {
      const attachments = Array.isArray(value.attachments)
        ? value.attachments
        : folder === 'attachments'
          ? [value]
          : [];
      return [value, ...attachments].flatMap((holder) => checkBlocks(asObject(holder).blocks, 'message'));
    }
  }
}

describe.skipIf(!here)('Block Kit fixtures (skipped: ../shared is not there)', () => {
  it('keeps the numbers of the specification', () => {
    expect(blockLimits).toEqual(read('limits.json'));
  });

  const valid = here ? globSync('*/*.json', { cwd: `${shared}fixtures/valid` }) : [];
  it.each(valid.filter((file) => !(file in exempt) && ![...unchecked].some((name) => file.includes(name))))(
    'takes %s',
    (file) => {
      expect(faultsOfFixture(file)).toEqual([]);
    },
  );

  it.each(Object.entries(exempt))('refuses %s on purpose: %s', (file) => {
    expect(faultsOfFixture(file)).not.toEqual([]);
  });

  const cases = here
    ? (read('fixtures/invalid/manifest.json') as { cases: { id: string; description: string }[] }).cases
    : [];
  it.each(cases.map(({ id, description }) => [id, description]))('%s: %s', (id) => {
    const broken = brokenBlocks[id];
    expect(broken, 'no example of this fault is written').toBeDefined();
    if (!broken) return;
    const faults = 'view' in broken ? checkView(broken.view) : checkBlocks([broken.block], 'message');
    expect(faults.length).toBeGreaterThan(0);
    const mended = 'view' in broken ? checkView(broken.mended) : checkBlocks([broken.mended], 'message');
    expect(mended, 'the example is faulty for another reason').toEqual([]);
  });
});

describe('limits', () => {
  it('counts characters, not UTF-16 units', () => {
    const header = (text: string) => ({ type: 'header', text: { type: 'plain_text', text } });
    expect(checkBlocks([header('😀'.repeat(150))], 'message')).toEqual([]);
    expect(checkBlocks([header('😀'.repeat(151))], 'message')).toEqual([
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ]);
  });

  it('knows which block belongs on which surface', () => {
    const chart = {
      type: 'data_visualization',
      title: 't',
      chart: { type: 'pie', segments: [{ label: 'a', value: 1 }] },
    };
    expect(checkBlocks([chart, chart], 'message')).toEqual([]);
    expect(checkBlocks([chart, chart, chart], 'message')).toHaveLength(1);
    expect(checkBlocks([chart], 'home')).toEqual([
      'unsupported type: data_visualization [json-pointer:/blocks/0/type]',
    ]);
  });

  it('wants a submit button on a modal with inputs', () => {
    const label = { type: 'plain_text', text: 'x' };
    const input = { type: 'input', label, element: { type: 'plain_text_input', action_id: 'a' } };
    const modal = { type: 'modal', title: label, blocks: [input] };
    expect(checkView(modal)).toEqual(['missing required field: submit [json-pointer:/view]']);
    expect(checkView({ ...modal, submit: label })).toEqual([]);
  });

  it('does not mistake a word of the language for a kind of block', () => {
    const faults = ['unsupported type: constructor [json-pointer:/blocks/0/type]'];
    expect(checkBlocks([{ type: 'constructor' }], 'message')).toEqual(faults);
  });

  it('wants ids to differ', () => {
    const twin = { type: 'divider', block_id: 'same' };
    expect(checkBlocks([twin, twin], 'message')).toEqual([
      'block_id "same" is used more than once [json-pointer:/blocks]',
    ]);
    const button = { type: 'button', action_id: 'a', text: { type: 'plain_text', text: 'x' } };
    expect(checkBlocks([{ type: 'actions', elements: [button, button] }], 'message')).toHaveLength(1);
  });

  it('takes one table, no ragged one', () => {
    const cell = { type: 'raw_text', text: 'x' };
    expect(faultsOf((find) => checkBlock(find, { type: 'table', rows: [[cell, cell], [cell]] }, ''))).toHaveLength(1);
    const table = { type: 'table', rows: [[cell]] };
    expect(checkBlocks([table, table], 'message')).toEqual(['only_one_table_allowed [json-pointer:/blocks]']);
  });

  const first = { text: { type: 'plain_text', text: '甲' }, value: 'a' };
  const other = { text: { type: 'plain_text', text: '乙' }, value: 'b' };
  it.each([
    ['datepicker', { initial_date: '2026-02-28' }, { initial_date: '2026-2-28' }],
    ['datepicker', { initial_date: '2028-02-29' }, { initial_date: '2026-02-29' }],
    ['timepicker', { initial_time: '23:59' }, { initial_time: '24:00' }],
    ['datetimepicker', { initial_date_time: 1_628_633_820 }, { initial_date_time: 1_628_633_820_000 }],
    ['number_input', { initial_value: '3', max_value: '9' }, { initial_value: '10', max_value: '9' }],
    ['number_input', { min_value: '0' }, { min_value: 0 }],
    ['plain_text_input', { min_length: 2, max_length: 2 }, { min_length: 3, max_length: 2 }],
    ['plain_text_input', { max_length: 2, initial_value: '两字' }, { max_length: 2, initial_value: '三个字' }],
    ['static_select', { options: [first], initial_option: first }, { options: [first], initial_option: other }],
    ['radio_buttons', { options: [first], initial_option: first }, { options: [first], initial_option: other }],
    ['checkboxes', { options: [first], initial_options: [first] }, { options: [first], initial_options: [] }],
    ['multi_users_select', { max_selected_items: 1 }, { max_selected_items: 1, initial_users: ['U1', 'U2'] }],
    ['file_input', { filetypes: ['png'] }, { filetypes: 'png' }],
  ])('%s takes %o and not %o', (type, good, bad) => {
    const faultsIn = (more: object) =>
      faultsOf((find) =>
        checkElement(
          find,
          { type, action_id: 'a', ...(type === 'number_input' ? { is_decimal_allowed: false } : {}), ...more },
          '',
        ),
      );
    expect(faultsIn(good)).toEqual([]);
    expect(faultsIn(bad)).toHaveLength(1);
  });

  it('lets one element of a view have the focus', () => {
    const label = { type: 'plain_text', text: 'x' };
    const field = (action_id: string) => ({
      type: 'input',
      label,
      element: { type: 'plain_text_input', action_id, focus_on_load: true },
    });
    expect(checkBlocks([field('a')], 'modal')).toEqual([]);
    expect(checkBlocks([field('a'), field('b')], 'modal')).toEqual([
      'only one element may have focus_on_load [json-pointer:/blocks]',
    ]);
  });
});
