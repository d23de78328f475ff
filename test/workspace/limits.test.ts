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
});
