import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_LIMIT } from '../../src/llm/budget-config.ts';
import { modelConfig } from '../../src/llm/profiles-config.ts';
import { said, saidComplaint } from '../reading/model-answers.ts';
import { type FakeModel, startFakeModel } from '../support/fake-model.ts';
import { openTrial, type Trial } from '../support/trial.ts';
import { textOf } from '../support/trial-messages.ts';

/*
 * The whole way of a second reading: message → job → HTTP → checks → card, through the real Bolt app and a provider on loopback.
 */

let provider: FakeModel;
let trial: Trial;
beforeEach(async () => {
  provider = await startFakeModel('deepseek');
  const set = modelConfig({
    KESU_LLM: 'deepseek',
    KESU_LLM_URL: provider.url,
    KESU_LLM_KEY: provider.key,
    KESU_LLM_PICTURES: 'yes',
  });
  if (set.type !== 'configured') throw new Error(JSON.stringify(set));
  trial = await openTrial({ model: { config: set.config, budget: NO_LIMIT } });
});
afterEach(async () => {
  await trial.stop();
  await provider.close();
});

const NOISE = '客户王女士 13912345678 沪A12345，空调异响修了三次还响，要求换新压缩机，不然就去12315';
const about = saidComplaint({
  opening: '空调异响',
  summary: '空调异响修三次未好，要求换压缩机',
  category: { value: 'repair_quality', quote: '修了三次还响', sureness: '明确' },
  severity: { value: 'serious', quote: '不然就去12315', sureness: '明确' },
  demand: { text: '更换新压缩机', quote: '要求换新压缩机', sureness: '明确' },
  hiddenNeed: '不想再白跑一趟',
  emotion: 'angry',
});
const cardUnder = (ts: string): string => textOf(trial.seen('小李', ts)[1]!);

describe('a complaint in a dealership with a model', () => {
  it('has one card that fills in, and nothing that tells who it is about was sent', async () => {
    provider.say({ type: 'json', json: said({ complaints: [about] }) });
    const ts = await trial.post('小李', NOISE);
    expect(cardUnder(ts)).toContain('不想再白跑一趟');
    expect(cardUnder(ts)).toContain('空调异响修三次未好');
    expect(trial.seen('小李', ts).filter((m) => textOf(m).includes('20261116-001')).length).toBeLessThanOrEqual(2);
    const [call] = provider.calls;
    for (const secret of ['王女士', '13912345678', '沪A12345']) expect(call?.raw).not.toContain(secret);
    expect(call?.raw).toContain('〔车牌1〕');
  });

  it('says so while the model is away, and is read again when it is back', async () => {
    provider.always(() => ({ type: 'raw', status: 503, contentType: 'application/json', body: '{}' }));
    const ts = await trial.post('小李', NOISE);
    expect(cardUnder(ts)).toContain('未经模型阅读');
    provider.always(() => ({ type: 'json', json: said({ complaints: [about] }) }));
    trial.goTo(15);
    trial.desk.jobs.wake();
    await trial.settle();
    expect(cardUnder(ts)).not.toContain('未经模型阅读');
    expect(cardUnder(ts)).toContain('隐含需求');
  });

  it('ends its day with what the model was asked and what that cost', async () => {
    provider.always(() => ({ type: 'json', json: said({ complaints: [about] }) }));
    await trial.post('小李', NOISE);
    await trial.command('何总', '日报');
    expect(trial.whisper('何总')).toMatch(/模型：读 1 次，¥0\.\d+/);
  });
});
