import type { App, ViewOutput, ViewResponseAction } from '@slack/bolt';
import type { ModalView, View } from '@slack/types';
import { type WebAPIPlatformError, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InputValues } from '../../src/workspace/verbs.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { fakeClock, openShop, quietLog, socketApp } from './shop.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (value: string) => ({ text: plain(value), value });

function modal(title: string, more: Partial<ModalView> = {}): ModalView {
  return {
    type: 'modal',
    callback_id: title,
    title: plain(title),
    submit: plain('提交'),
    blocks: [
      { type: 'input', block_id: 'b', label: plain('文字'), element: { type: 'plain_text_input', action_id: 'a' } },
    ],
    ...more,
  };
}

let clock = fakeClock();
let w: Workspace;
let app: App;
let client: WebClient;
let wang: string;
let trigger = '';
let pressed = '';
let answer: ViewResponseAction | undefined;
let submitted: ViewOutput[] = [];
let closed: { id: string; cleared: boolean }[] = [];

beforeEach(async () => {
  clock = fakeClock();
  submitted = [];
  closed = [];
  answer = undefined;
  w = await openShop({ now: clock.now });
  wang = w.user('wang');
  client = new WebClient(w.botToken, { slackApiUrl: w.apiUrl, retryConfig: { retries: 0 }, logger: quietLog });
  app = await socketApp(w, (bolt) => {
    bolt.shortcut('new_one', async ({ ack, shortcut }) => {
      await ack();
      trigger = shortcut.trigger_id;
    });
    bolt.action(/.*/, async ({ ack, body }) => {
      await ack();
      pressed = (body as { trigger_id: string }).trigger_id;
    });
    bolt.view({ callback_id: /.*/, type: 'view_submission' }, async ({ ack, view }) => {
      submitted.push(view);
      await (answer ? ack(answer as never) : ack());
    });
    bolt.view({ callback_id: /.*/, type: 'view_closed' }, async ({ ack, body }) => {
      await ack();
      closed.push({ id: body.view.id, cleared: (body as { is_cleared: boolean }).is_cleared });
    });
    bolt.options('who', async ({ ack, options }) => {
      await ack({ options: [option(`${options.value}-1`), option(`${options.value}-2`)] });
    });
  });
});
afterEach(async () => {
  await app.stop();
  await w.stop();
});

async function freshTrigger(): Promise<string> {
  expect(await w.act({ verb: 'global_shortcut', as: wang, callbackId: 'new_one' })).toEqual({ ok: true });
  await w.quiet(20);
  return trigger;
}

async function open(view: View): Promise<string> {
  const opened = await client.views.open({ trigger_id: await freshTrigger(), view });
  return opened.view?.id ?? '';
}

async function word(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'ok',
    (error: WebAPIPlatformError) => error.data?.error ?? error.message,
  );
}

const submit = (viewId: string, values: InputValues = { b: { a: '好' } }) =>
  w.act({ verb: 'submit', as: wang, viewId, values });

describe('a trigger', () => {
  it('opens one view, once', async () => {
    const trigger_id = await freshTrigger();
    expect(await word(client.views.open({ trigger_id, view: modal('一') }))).toBe('ok');
    expect(await word(client.views.open({ trigger_id, view: modal('二') }))).toBe('exchanged_trigger_id');
    expect(await word(client.views.open({ trigger_id: '1.2.x', view: modal('三') }))).toBe('invalid_trigger_id');
  });

  it('dies after three seconds', async () => {
    const trigger_id = await freshTrigger();
    clock.pass(3_001);
    expect(await word(client.views.open({ trigger_id, view: modal('一') }))).toBe('expired_trigger_id');
    expect(w.view(wang)).toBeNull();
  });

  it('is not used up by a view that is refused', async () => {
    const trigger_id = await freshTrigger();
    expect(await word(client.views.open({ trigger_id, view: modal('一'.repeat(25)) }))).toBe('invalid_arguments');
    expect(await word(client.views.open({ trigger_id, view: modal('一') }))).toBe('ok');
  });
});

describe('the stack', () => {
  const withButton = modal('一', {
    blocks: [
      { type: 'actions', block_id: 'row', elements: [{ type: 'button', action_id: 'more', text: plain('更多') }] },
    ],
  });

  async function pushed(view: ModalView): Promise<unknown> {
    const top = w.view(wang)?.id ?? '';
    await w.act({ verb: 'action', as: wang, in: { view: top }, blockId: 'row', actionId: 'more' });
    await w.quiet(20);
    return word(client.views.push({ trigger_id: pressed, view }));
  }

  it('holds three views and no fourth', async () => {
    await open(withButton);
    expect(await pushed(withButton)).toBe('ok');
    expect(await pushed(withButton)).toBe('ok');
    expect(w.view(wang)?.depth).toBe(2);
    expect(await pushed(withButton)).toBe('push_limit_reached');
  });

  it('keeps what was typed through an update, checks the hash, finds by external_id', async () => {
    const id = await open(modal('一', { external_id: 'case-1' }));
    await w.act({ verb: 'action', as: wang, in: { view: id }, blockId: 'b', actionId: 'a', value: '半句' });
    const before = await client.views.update({ external_id: 'case-1', view: modal('二', { external_id: 'case-1' }) });
    expect(before.view?.state).toMatchObject({ values: { b: { a: { value: '半句' } } } });
    const hash = before.view?.hash ?? '';
    await client.views.update({ view_id: id, hash, view: modal('三') });
    expect(await word(client.views.update({ view_id: id, hash, view: modal('四') }))).toBe('hash_conflict');
    expect(await word(client.views.update({ view_id: 'V0', view: modal('五') }))).toBe('not_found');
    expect(w.view(wang)?.view).toMatchObject({ title: { text: '三' } });
  });

  it('refuses an external_id that is taken', async () => {
    await open(modal('一', { external_id: 'x' }));
    const trigger_id = await freshTrigger();
    expect(await word(client.views.open({ trigger_id, view: modal('二', { external_id: 'x' }) }))).toBe(
      'duplicate_external_id',
    );
  });
});

describe('a submission', () => {
  it('closes the view when the app only acknowledges', async () => {
    expect(await submit(await open(modal('一')))).toEqual({ ok: true });
    expect(w.view(wang)).toBeNull();
  });

  it('shows the app’s errors on its own inputs and refuses errors for others', async () => {
    const id = await open(modal('一'));
    answer = { response_action: 'errors', errors: { b: '不对' } };
    expect(await submit(id)).toMatchObject({ error: 'view_errors', errors: { b: '不对' } });
    answer = { response_action: 'errors', errors: { elsewhere: '不对' } };
    expect(await submit(id)).toMatchObject({ error: 'app_answer_invalid' });
    expect(w.view(wang)?.id).toBe(id);
  });

  it('updates, pushes and clears as the app says', async () => {
    const id = await open(modal('一'));
    answer = { response_action: 'update', view: modal('二') };
    expect(await submit(id)).toEqual({ ok: true, viewId: id });
    answer = { response_action: 'push', view: modal('三', { notify_on_close: true }) };
    await submit(id);
    expect(w.view(wang)).toMatchObject({
      depth: 1,
      view: { title: { text: '三' }, previous_view_id: id, root_view_id: id },
    });
    answer = { response_action: 'clear' };
    await submit(w.view(wang)?.id ?? '');
    expect(w.view(wang)).toBeNull();
  });

  it('keeps the view when the app’s answer is faulty, and says what was wrong', async () => {
    const id = await open(modal('一'));
    answer = { response_action: 'update', view: modal('一'.repeat(25)) };
    expect(await submit(id)).toMatchObject({
      error: 'app_answer_invalid',
      message: expect.stringContaining('/view/title'),
    });
    expect(w.view(wang)?.id).toBe(id);
  });

  it('is only for the view on top', async () => {
    const first = await open(modal('一'));
    answer = { response_action: 'push', view: modal('二') };
    await submit(first);
    expect(await submit(first)).toMatchObject({ error: 'view_not_found' });
  });
});

describe('closing', () => {
  it('tells the app only when the view asked for it', async () => {
    await w.act({ verb: 'close', as: wang, viewId: await open(modal('一')) });
    const noisy = await open(modal('二', { notify_on_close: true }));
    await w.act({ verb: 'close', as: wang, viewId: noisy });
    await w.quiet(20);
    expect(closed).toEqual([{ id: noisy, cleared: false }]);
  });

  it('takes the whole stack along when the view clears on close', async () => {
    const first = await open(modal('一', { notify_on_close: true }));
    answer = { response_action: 'push', view: modal('二', { clear_on_close: true }) };
    await submit(first);
    await w.act({ verb: 'close', as: wang, viewId: w.view(wang)?.id ?? '' });
    await w.quiet(20);
    expect(w.view(wang)).toBeNull();
    expect(closed).toEqual([{ id: first, cleared: true }]);
  });
});

/** One input of each kind: what a person enters, and what Slack makes of it. */
const inputs: [type: string, element: Record<string, unknown>, entered: unknown, state: Record<string, unknown>][] = [
  ['plain_text_input', {}, '漏油', { value: '漏油' }],
  ['number_input', { is_decimal_allowed: false }, '12', { value: '12' }],
  ['email_text_input', {}, 'a@b.cn', { value: 'a@b.cn' }],
  ['url_text_input', {}, 'https://b.cn', { value: 'https://b.cn' }],
  ['static_select', { options: [option('x'), option('y')] }, 'y', { selected_option: option('y') }],
  ['radio_buttons', { options: [option('x'), option('y')] }, 'x', { selected_option: option('x') }],
  [
    'multi_static_select',
    { options: [option('x'), option('y')] },
    ['x', 'y'],
    { selected_options: [option('x'), option('y')] },
  ],
  ['checkboxes', { options: [option('x')] }, ['x'], { selected_options: [option('x')] }],
  ['users_select', {}, 'U1', { selected_user: 'U1' }],
  ['multi_users_select', {}, ['U1'], { selected_users: ['U1'] }],
  ['channels_select', {}, 'C1', { selected_channel: 'C1' }],
  ['conversations_select', {}, 'C1', { selected_conversation: 'C1' }],
  ['datepicker', {}, '2026-03-02', { selected_date: '2026-03-02' }],
  ['timepicker', {}, '09:30', { selected_time: '09:30' }],
  ['datetimepicker', {}, 1_772_000_000, { selected_date_time: 1_772_000_000 }],
];

describe('inputs', () => {
  const form = (type: string, element: Record<string, unknown>) =>
    modal('一', {
      blocks: [
        { type: 'input', block_id: 'b', label: plain('项'), element: { type, action_id: 'a', ...element } as never },
      ],
    });

  it.each(inputs)(
    '%s is sent in Slack’s shape, and its emptiness is refused',
    async (type, element, entered, state) => {
      const id = await open(form(type, element));
      expect(await submit(id, { b: { a: null } })).toMatchObject({
        error: 'view_errors',
        errors: { b: '请填写此项。' },
      });
      expect(await submit(id, { b: { a: entered as string } })).toEqual({ ok: true });
      expect(submitted).toHaveLength(1);
      expect(submitted[0]?.state.values).toEqual({ b: { a: { type, ...state } } });
    },
  );

  it('takes initial values for what nobody touched', async () => {
    await submit(await open(form('static_select', { options: [option('x')], initial_option: option('x') })), {});
    expect(submitted[0]?.state.values).toEqual({ b: { a: { type: 'static_select', selected_option: option('x') } } });
  });

  it('stores the files of a file input and sends their cards', async () => {
    const id = await open(form('file_input', { filetypes: ['png'], max_files: 1 }));
    const file = (name: string) => ({ name, mimetype: 'image/png', content: Buffer.from('img').toString('base64') });
    expect(await submit(id, { b: { a: [file('a.exe')] } })).toMatchObject({
      errors: { b: '只接受这些类型的文件：png。' },
    });
    expect(await submit(id, { b: { a: [file('a.png')] } })).toEqual({ ok: true });
    const sent = submitted[0]?.state.values.b?.a?.files?.[0];
    expect(sent).toMatchObject({ name: 'a.png', size: 3, user: wang });
    expect((await client.files.info({ file: sent?.id ?? '' })).ok).toBe(true);
  });

  it('takes a file once, however often its form is pressed, and none over 10 MB', async () => {
    const proof = { type: 'file_input', action_id: 'a' } as never;
    const more = { type: 'button' as const, action_id: 'more', text: plain('更多') };
    const id = await open(
      modal('一', {
        blocks: [
          { type: 'input', block_id: 'b', label: plain('凭证'), element: proof },
          { type: 'actions', block_id: 'row', elements: [more] },
        ],
      }),
    );
    const file = (size: number) => ({
      name: 'a.png',
      mimetype: 'image/png',
      content: Buffer.alloc(size).toString('base64'),
    });
    const values = { b: { a: [file(3)] } };
    const press = { verb: 'action', as: wang, in: { view: id, values }, blockId: 'row', actionId: 'more' } as const;
    const held = () => w.view(wang)?.view as unknown as ViewOutput;
    await w.act(press);
    const first = held().state.values.b?.a?.files?.[0]?.id;
    await w.act(press);
    expect(held().state.values.b?.a?.files).toMatchObject([{ id: first }]);
    expect(await submit(id, { b: { a: [file(10 * 1024 * 1024 + 1)] } })).toMatchObject({
      errors: { b: '每个文件不能超过 10 MB。' },
    });
    expect(await submit(id, values)).toEqual({ ok: true });
    expect(submitted[0]?.state.values.b?.a?.files).toHaveLength(1);
  });

  it('gives the words of a rich text field as Slack’s object', async () => {
    await submit(await open(form('rich_text_input', {})), { b: { a: '两句' } });
    expect(submitted[0]?.state.values.b?.a).toEqual({
      type: 'rich_text_input',
      rich_text_value: {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '两句' }] }],
      },
    });
  });

  it.each([
    ['plain_text_input', { min_length: 3 }, '短', '至少输入 3 个字。'],
    ['plain_text_input', { max_length: 2 }, '太长了', '最多输入 2 个字。'],
    ['number_input', { is_decimal_allowed: false }, '1.5', '请输入整数。'],
    ['number_input', { is_decimal_allowed: true, max_value: '5' }, '9', '不能大于 5。'],
    ['number_input', { is_decimal_allowed: true, min_value: '-1' }, '-2', '不能小于 -1。'],
    ['email_text_input', {}, 'nobody', '请输入有效的邮箱地址。'],
    ['url_text_input', {}, 'b.cn', '请输入有效的网址。'],
    ['datepicker', {}, '2026-02-30', '请选择有效的日期。'],
    ['timepicker', {}, '24:00', '请选择有效的时间。'],
    ['datetimepicker', {}, 1_772_000_000_000, '请选择有效的日期和时间。'],
    ['multi_users_select', { max_selected_items: 1 }, ['U1', 'U2'], '最多选择 1 项。'],
  ])('%s %o refuses %s', async (type, element, entered, fault) => {
    expect(await submit(await open(form(type, element)), { b: { a: entered } })).toMatchObject({
      errors: { b: fault },
    });
    expect(submitted).toEqual([]);
  });

  it('asks the app for the choices of an external select and sends the chosen one whole', async () => {
    const element = { type: 'external_select' as const, action_id: 'who', min_query_length: 1 };
    const id = await open(modal('一', { blocks: [{ type: 'input', block_id: 'b', label: plain('人'), element }] }));
    const found = await w.act({
      verb: 'suggest',
      as: wang,
      in: { view: id },
      blockId: 'b',
      actionId: 'who',
      query: '李',
    });
    expect(found).toEqual({ ok: true, options: [option('李-1'), option('李-2')] });
    await submit(id, { b: { who: '李-2' } });
    expect(submitted[0]?.state.values.b?.who).toEqual({ type: 'external_select', selected_option: option('李-2') });
  });
});
