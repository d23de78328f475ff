import type { App, ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { WebClient } from '@slack/web-api';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { openBrowser, pageAs } from '../support/browser.ts';
import { openShop, quietLog, socketApp } from './shop.ts';

const browser: Browser | null = await openBrowser();
const phone = { width: 390, height: 844 };
const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (value: string) => ({ text: plain(`项 ${value}`), value });

const input = (name: string, element: Record<string, unknown>, more: Record<string, unknown> = {}): KnownBlock =>
  ({ type: 'input', block_id: name, label: plain(name), element: { action_id: name, ...element }, ...more }) as never;

function modal(blocks: KnownBlock[]): ModalView {
  return { type: 'modal', callback_id: 'form', title: plain('表单'), submit: plain('提交'), blocks };
}

const everyKind = [
  input('day', { type: 'datepicker' }),
  input('time', { type: 'timepicker' }),
  input('moment', { type: 'datetimepicker' }),
  input('count', { type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '9' }),
  input('people', { type: 'multi_users_select', max_selected_items: 1 }),
  input('one', { type: 'radio_buttons', options: [option('a'), option('b')] }),
  input('some', { type: 'checkboxes', options: [option('a'), option('b')] }),
  input('mail', { type: 'email_text_input' }),
  input('site', { type: 'url_text_input' }),
  input('proof', { type: 'file_input', filetypes: ['png'], max_files: 1 }),
];

describe.skipIf(browser === null)('forms in a browser', () => {
  let w: Workspace;
  let app: App;
  let client: WebClient;
  let wang: string;
  let page: Page;
  let faults: string[] = [];
  let view = modal(everyKind);
  let submitted: ViewOutput[] = [];
  let pressed: Record<string, unknown>[] = [];
  let onAction: (held: ViewOutput) => Promise<unknown> = async () => {};

  beforeAll(async () => {
    w = await openShop();
    wang = w.user('wang');
    client = new WebClient(w.botToken, { slackApiUrl: w.apiUrl, logger: quietLog });
    app = await socketApp(w, (bolt) => {
      bolt.shortcut('new_one', async ({ ack, shortcut }) => {
        await ack();
        await client.views.open({ trigger_id: shortcut.trigger_id, view });
      });
      bolt.action(/.*/, async ({ ack, action, body }) => {
        await ack();
        pressed.push({ ...action });
        if ('view' in body && body.view) await onAction(body.view);
      });
      bolt.view('form', async ({ ack, view: sent }) => {
        submitted.push(sent);
        await ack();
      });
    });
  });
  beforeEach(async () => {
    submitted = [];
    pressed = [];
    const opened = await pageAs(browser as Browser, w.url, wang, phone);
    ({ page, faults } = opened);
  });
  afterEach(async () => {
    await page.context().close();
    expect(faults).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await w?.stop();
  });

  const field = (name: string): Locator => page.getByTestId('modal').locator(`[data-action-id="${name}"]`);
  const open = async (blocks: KnownBlock[]) => {
    view = modal(blocks);
    await w.act({ verb: 'global_shortcut', as: wang, callbackId: 'new_one' });
    await page.getByTestId('modal').waitFor();
  };
  const send = () => page.getByTestId('modal-submit').click();
  const gone = () => page.getByTestId('modal').waitFor({ state: 'detached' });
  const errorOf = (name: string) => page.locator(`#in-${name}-error`).textContent();

  it('every kind of input is filled on a phone, refused where it is wrong, and sent in Slack’s shape', async () => {
    await open(everyKind);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width);
    const edges = await page
      .getByTestId('modal')
      .locator('input, select')
      .evaluateAll((fields) => fields.map((one) => one.getBoundingClientRect().right));
    expect(edges.length).toBeGreaterThanOrEqual(everyKind.length);
    expect(Math.max(...edges)).toBeLessThanOrEqual(phone.width);
    await send();
    await page.locator('[aria-invalid="true"]').first().waitFor();
    expect(await page.locator('.field-error').allTextContents()).toEqual(everyKind.map(() => '请填写此项。'));
    await field('day').fill('2026-03-05');
    await field('time').fill('14:30');
    await field('moment').fill('2026-03-05T14:30');
    await field('count').fill('12');
    await field('people')
      .locator(`option[value="${w.user('li')}"]`)
      .click();
    await field('people').locator(`option[value="${wang}"]`).click();
    await field('one').nth(1).check();
    await field('some').first().check();
    await field('mail').fill('nobody');
    await field('site').fill('b.cn');
    await field('proof').setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('x') });
    await send();
    await expect.poll(() => page.locator('.field-error').count()).toBe(4);
    expect([await errorOf('count'), await errorOf('mail'), await errorOf('site'), await errorOf('proof')]).toEqual([
      '不能大于 9。',
      '请输入有效的邮箱地址。',
      '请输入有效的网址。',
      '只接受这些类型的文件：png。',
    ]);
    expect(submitted).toEqual([]);
    await field('count').fill('3');
    await field('mail').fill('a@b.cn');
    await field('site').fill('https://b.cn');
    await page.getByTestId('modal').getByRole('button', { name: '移除 a.pdf' }).click();
    await field('proof').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('png') });
    await send();
    await gone();
    expect(submitted[0]?.state.values).toMatchObject({
      day: { day: { type: 'datepicker', selected_date: '2026-03-05' } },
      time: { time: { type: 'timepicker', selected_time: '14:30' } },
      moment: { moment: { selected_date_time: Date.parse('2026-03-05T14:30:00+08:00') / 1000 } },
      count: { count: { type: 'number_input', value: '3' } },
      people: { people: { selected_users: [w.user('li')] } },
      one: { one: { selected_option: option('b') } },
      some: { some: { selected_options: [option('a')] } },
      mail: { mail: { value: 'a@b.cn' } },
      site: { site: { value: 'https://b.cn' } },
      proof: { proof: { type: 'file_input', files: [{ name: 'a.png', size: 3, filetype: 'png' }] } },
    });
  });

  it('a choice that is told changes the form, and what stood in it stays', async () => {
    const kind = input(
      'kind',
      { type: 'static_select', options: [option('a'), option('b')] },
      { dispatch_action: true },
    );
    const note = input('note', { type: 'plain_text_input' });
    const proof = input('proof', { type: 'file_input' }, { optional: true });
    onAction = (held) =>
      client.views.update({
        view_id: held.id,
        hash: held.hash,
        view: modal([kind, input('extra', { type: 'timepicker' }), note, proof]),
      });
    await open([kind, note, proof]);
    await field('note').fill('半句');
    await field('proof').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('png') });
    await field('kind').selectOption('b');
    await field('extra').fill('09:05');
    expect(await field('note').inputValue()).toBe('半句');
    await send();
    await gone();
    expect(submitted[0]?.state.values).toMatchObject({
      kind: { kind: { selected_option: option('b') } },
      note: { note: { value: '半句' } },
      extra: { extra: { selected_time: '09:05' } },
      proof: { proof: { files: [{ name: 'a.png' }] } },
    });
    expect(pressed).toHaveLength(1);
  });

  it('a date typed by keys is told once, when it is finished', async () => {
    const day = input('day', { type: 'datepicker' }, { dispatch_action: true });
    onAction = async () => {};
    await open([day, input('note', { type: 'plain_text_input' })]);
    await field('day').fill('2026-01-01');
    await expect.poll(() => pressed.length).toBe(1);
    await field('day').press('ArrowUp');
    await field('day').press('ArrowUp');
    await field('note').fill('别的');
    await expect.poll(() => pressed.length).toBe(2);
    expect(pressed.map((action) => action.selected_date)).toEqual([
      '2026-01-01',
      expect.stringMatching(/^(2026-03-01|2028-01-01)$/),
    ]);
    await page.getByTestId('modal-close').click();
    await gone();
  });

  it('a select of a message is told of a choice, not of the keys on the way to it', async () => {
    const channel = w.channel('投诉');
    const menu = {
      type: 'static_select' as const,
      action_id: 'more',
      options: [option('a'), option('b'), option('c')],
    };
    await client.chat.postMessage({
      channel,
      text: '卡',
      blocks: [{ type: 'actions', block_id: 'row', elements: [{ ...menu, placeholder: plain('更多…') }] }],
    });
    const select = page.locator('[data-action-id="more"]').last();
    await select.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await w.quiet();
    expect(pressed).toEqual([]);
    expect(await select.inputValue()).toBe('');
    for (const key of ['b', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await expect.poll(() => pressed.length).toBe(1);
    expect(pressed[0]).toMatchObject({ selected_option: option('b') });
  });

  it('several people are chosen by keys, one by one', async () => {
    await open([input('people', { type: 'multi_users_select' })]);
    await field('people').focus();
    for (const key of ['Home', 'Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
    await send();
    await gone();
    expect(submitted[0]?.state.values.people?.people?.selected_users).toHaveLength(2);
  });

  it('a person invited to a new private channel sees it without loading the page again', async () => {
    await page.getByRole('button', { name: '打开侧栏' }).click();
    const { channel } = await client.conversations.create({ name: '危机', is_private: true });
    expect(await page.getByTestId('channel-危机').count()).toBe(0);
    await client.conversations.invite({ channel: channel?.id ?? '', users: wang });
    await page.getByTestId('channel-危机').waitFor();
  });

  it('an account is closed and opened again among the faults', async () => {
    await page.goto(`${w.url}/?as=${wang}#/traffic`);
    await page.getByTestId('accounts').locator('summary').click();
    expect(await page.getByTestId('deactivate-wang').isDisabled()).toBe(true);
    await page.getByTestId('deactivate-li').click();
    await page.getByTestId('confirm-ok').click();
    await page.getByTestId('reactivate-li').waitFor();
    expect((await client.users.info({ user: w.user('li') })).user?.deleted).toBe(true);
    expect(await page.getByTestId('as-switch').locator('option').allTextContents()).toEqual(['王小明 · 销售顾问']);
    await page.getByTestId('reactivate-li').click();
    await page.getByTestId('deactivate-li').waitFor();
    expect((await client.users.info({ user: w.user('li') })).user?.deleted).toBe(false);
  });
});
