import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTrial, type Trial } from '../support/trial.ts';
import { textOf } from '../support/trial-messages.ts';

let trial: Trial;
beforeEach(async () => {
  trial = await openTrial();
});
afterEach(() => trial.stop());

const cases = () => trial.desk.ports.cases.list({});
const thread = (ts: string): string => trial.seen('小李', ts).map(textOf).join('\n');

it('what was posted while the desk was dead is found when it is back, once, and its thread says that it came late', async () => {
  const before = await trial.post('小李', '孙女士等了两小时没上工位，很生气');
  await trial.life.kill();
  trial.goTo(10);
  const alone = await trial.post('小李', '李先生说洗车把漆面刮花了，要求处理');
  await trial.post('小赵', '补充：孙女士说刚才下坡刹车失灵差点追尾', { threadTs: before });
  trial.goTo(30);
  await trial.life.start();
  await trial.settle();
  expect((await cases()).map((c) => c.severity).sort()).toEqual(['general', 'major']);
  expect(thread(alone)).toMatch(/11-16 09:15 就发了，客诉台当时没在线，现在才登记为 20261116-002/);
  expect(thread(before)).toContain('就发了，客诉台当时没在线');

  // Slack's own redelivery comes after it.
  trial.goTo(10);
  await trial.workspace.tick();
  await trial.settle();
  expect(await cases()).toHaveLength(2);
  expect(trial.seen('小李', alone).filter((m) => textOf(m).includes('当时没在线'))).toHaveLength(1);
});
