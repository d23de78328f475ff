import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION, FIELD } from '../../src/slack/ids.ts';
import { openBrowser, pageAs } from '../support/browser.ts';
import { type StartedDesk, startMain } from '../support/started-desk.ts';

const PORT = 49_217;
const ARTIFACTS = 'artifacts/screenshots';
const browser: Browser | null = await openBrowser();

/** Three people in a real Chromium take one complaint from the first message to closed; then the desk is started again. */
describe.skipIf(browser === null)('the main job in a browser', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kesu-browser-'));
  let desk: StartedDesk;
  const faults: string[][] = [];
  let shots = 0;

  beforeAll(async () => {
    mkdirSync(ARTIFACTS, { recursive: true });
    desk = await startMain(dataDir, PORT);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const be = async (user: string, size?: { width: number; height: number }): Promise<Page> => {
    const opened = await pageAs(browser as Browser, desk.url, user, size);
    faults.push(opened.faults);
    return opened.page;
  };
  const shot = (page: Page, name: string) =>
    page.screenshot({ path: join(ARTIFACTS, `${String(++shots).padStart(2, '0')}-${name}.png`) });
  const inThread = (page: Page, actionId: string): Locator =>
    page.getByTestId('thread').locator(`[data-action-id="${actionId}"]`).last();
  const input = (page: Page, name: string): Locator => page.getByTestId('modal').locator(`[data-action-id="${name}"]`);
  const openThread = async (page: Page) => {
    await page.getByTestId('channel-客诉').click();
    await page.getByTestId('open-thread').first().click();
  };
  const cardSays = (page: Page, words: string) => page.getByTestId('thread').getByText(words).first().waitFor();

  it('an advisor posts a sample complaint and sees its card', async () => {
    const li = await be('UXIAOLI');
    await li.getByTestId('hint-0').click();
    await expect.poll(() => li.getByTestId('composer').inputValue()).toContain('孙女士');
    await li.getByTestId('composer').press('Enter');
    await openThread(li);
    await cardSays(li, '待认领');
    await shot(li, 'card');
    expect(await li.getByTestId('thread').textContent()).toContain('154****1234');
  });

  it('customer care claims it and proposes a solution with money', async () => {
    const zhao = await be('UXIAOZHAO');
    await openThread(zhao);
    await inThread(zhao, ACTION.case('claim')).click();
    await cardSays(zhao, '处理中');
    await inThread(zhao, ACTION.case('propose')).click();
    await input(zhao, FIELD.solutions).selectOption(['apology', 'labour_discount']);
    await input(zhao, FIELD.goodwill).fill('120');
    await input(zhao, FIELD.payer).selectOption('dealer');
    await zhao.getByTestId('modal-submit').click();
    await zhao.getByTestId('modal').locator('[aria-invalid="true"]').first().waitFor();
    await shot(zhao, 'form-with-error');
    await input(zhao, FIELD.reason).fill('承诺一小时，等了两小时');
    await zhao.getByTestId('modal-submit').click();
    await zhao.getByTestId('modal').getByText('需要：').waitFor();
    await shot(zhao, 'who-signs');
    await zhao.getByTestId('modal-submit').click();
    await cardSays(zhao, '待审批');
  });

  it('the service manager approves from a phone, with the amount shown again', async () => {
    const wu = await be('UWU', { width: 390, height: 844 });
    await wu.getByTestId('open-thread').first().waitFor({ state: 'attached' });
    if (!(await wu.getByTestId('open-thread').first().isVisible())) await wu.getByTestId('channel-客诉').click();
    await wu.getByTestId('open-thread').first().click();
    await inThread(wu, ACTION.approve).click();
    await wu.getByText('¥120').last().waitFor();
    await shot(wu, 'approve-on-a-phone');
    await wu.getByTestId('confirm-ok').click();
    await cardSays(wu, '待客户答复');
    expect(await wu.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  });

  it('the customer accepts, it is carried out, called back and closed', async () => {
    const zhao = await be('UXIAOZHAO');
    await openThread(zhao);
    await inThread(zhao, ACTION.case('accept')).click();
    await zhao.getByTestId('modal-submit').or(zhao.getByTestId('confirm-ok')).click();
    await cardSays(zhao, '执行中');
    await inThread(zhao, ACTION.case('carry_out')).click();
    await input(zhao, FIELD.text).fill('已优先派工并减免工时');
    await zhao.getByTestId('modal-submit').click();
    await cardSays(zhao, '待回访');
    await inThread(zhao, ACTION.case('follow_up')).click();
    await zhao.getByTestId('modal').locator('input[type="radio"]').first().check();
    await input(zhao, FIELD.verdict).selectOption('dissatisfied');
    await input(zhao, FIELD.party).selectOption('dealer');
    await shot(zhao, 'closing');
    await zhao.getByTestId('modal-submit').click();
    await cardSays(zhao, '已结案');
    await shot(zhao, 'closed');
  });

  it('everything is still there after the desk is started again', async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
    expect(await desk.stop()).toBe(0);
    desk = await startMain(dataDir, PORT);
    const he = await be('UHE');
    await openThread(he);
    await cardSays(he, '已结案');
    await inThread(he, ACTION.case('reopen')).click();
    await input(he, FIELD.reason).fill('客户又来电');
    await he.getByTestId('modal-submit').click();
    await cardSays(he, '处理中');
    await shot(he, 'reopened-after-restart');
  });

  it('and the page itself reported no fault', () => {
    expect(faults.flat()).toEqual([]);
  });
});
