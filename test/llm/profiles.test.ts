import { describe, expect, it } from 'vitest';
import { PROFILES, PROVIDERS, thinkingOf } from '../../src/llm/profiles.ts';
import { type ModelConfig, modelConfig, priceOf } from '../../src/llm/profiles-config.ts';

const configured = (env: Record<string, string>): ModelConfig => {
  const setUp = modelConfig(env);
  if (setUp.type !== 'configured') throw new Error(JSON.stringify(setUp));
  return setUp.config;
};
const faults = (env: Record<string, string>) => {
  const setUp = modelConfig(env);
  return setUp.type === 'faulty' ? setUp.faults : [];
};

describe('the model in the environment', () => {
  it('is off when nothing is set, or only empty variables are', () => {
    expect(modelConfig({})).toEqual({ type: 'off' });
    expect(modelConfig({ KESU_LLM: ' ', KESU_LLM_KEY: '', KESU_LANGUAGE: 'zh' })).toEqual({ type: 'off' });
  });

  it('needs a name and a key, nothing more', () => {
    expect(configured({ KESU_LLM: 'deepseek', KESU_LLM_KEY: 'sk-123456' })).toMatchObject({
      baseUrl: 'https://api.deepseek.com',
      key: 'sk-123456',
      model: 'deepseek-flash',
      schemaMode: 'json_object',
      seesPictures: true,
      price: { currency: 'CNY' },
    });
    expect(configured({ KESU_LLM: 'DeepSeek', KESU_LLM_KEY: 'sk-123456' }).provider).toBe('deepseek');
  });

  it('takes another address and another model, and then no longer claims to know the price', () => {
    const env = { KESU_LLM: 'qwen', KESU_LLM_KEY: 'sk-123456', KESU_LLM_MODEL: 'qwen3-max' };
    const config = configured({ ...env, KESU_LLM_URL: 'https://gateway.example.org/v1/chat/completions/' });
    expect(config).toMatchObject({ baseUrl: 'https://gateway.example.org/v1', model: 'qwen3-max', price: null });
    expect(configured({ ...env, KESU_LLM_PRICE: 'CNY 2.5 0.5 10' }).price).toMatchObject({ input: 2.5, output: 10 });
  });

  it('knows no price for a vision model beside the one that reads', () => {
    const config = configured({ KESU_LLM: 'qwen', KESU_LLM_KEY: 'sk-123456' });
    expect(priceOf(config, 'qwen-plus')?.input).toBe(0.8);
    expect(priceOf(config, 'qwen3-vl-plus')).toBeNull();
    const own = configured({ KESU_LLM: 'ollama', KESU_LLM_MODEL: 'qwen3:8b', KESU_LLM_VISION_MODEL: 'qwen3-vl:8b' });
    expect(priceOf(own, 'qwen3-vl:8b')?.input).toBe(0);
  });

  it('asks for no key on a machine of one’s own, but for the model', () => {
    expect(configured({ KESU_LLM: 'ollama', KESU_LLM_MODEL: 'qwen3:8b' }).key).not.toBe('');
    expect(faults({ KESU_LLM: 'vllm' }).map((f) => f.variable)).toEqual(['KESU_LLM_MODEL']);
  });

  it('lists the providers it knows when it does not know one', () => {
    const [fault] = faults({ KESU_LLM: 'gemini', KESU_LLM_KEY: 'sk-123456' });
    expect(fault?.problem).toContain('gemini');
    for (const name of PROVIDERS) expect(fault?.remedy).toContain(name);
  });

  it('names every fault at once', () => {
    expect(faults({ KESU_LLM: 'azure', KESU_LLM_PICTURES: 'maybe' }).map((f) => f.variable)).toEqual([
      'KESU_LLM_PICTURES',
      'KESU_LLM_KEY',
      'KESU_LLM_URL',
      'KESU_LLM_MODEL',
    ]);
  });

  it.each([
    ['a key with no provider', { KESU_LLM: '', KESU_LLM_KEY: 'sk-123456' }, 'KESU_LLM'],
    ['a key still to be filled in', { KESU_LLM_KEY: 'your-key-here' }, 'KESU_LLM_KEY'],
    ['a key that would break the header', { KESU_LLM_KEY: 'sk-12\n3456' }, 'KESU_LLM_KEY'],
    ['an address that is none', { KESU_LLM_KEY: 'sk-123456', KESU_LLM_URL: 'deepseek' }, 'KESU_LLM_URL'],
    ['an address with a password', { KESU_LLM_KEY: 'sk-123456', KESU_LLM_URL: 'https://a:b@host/v1' }, 'KESU_LLM_URL'],
    ['a price without a currency', { KESU_LLM_KEY: 'sk-123456', KESU_LLM_PRICE: '1 2 3' }, 'KESU_LLM_PRICE'],
  ])('refuses %s, and does not repeat a secret', (_, env, variable) => {
    const found = faults({ KESU_LLM: 'deepseek', ...env });
    expect(found.map((f) => f.variable)).toEqual([variable]);
    expect(JSON.stringify(found)).not.toMatch(/123456|a:b/);
  });
});

describe('who may see pictures, which cannot be masked', () => {
  const pictures = (env: Record<string, string>) => configured({ KESU_LLM_KEY: 'sk-123456', ...env }).seesPictures;

  it('is nobody abroad unless somebody says so', () => {
    expect(pictures({ KESU_LLM: 'openai' })).toBe(false);
    expect(pictures({ KESU_LLM: 'openai', KESU_LLM_PICTURES: 'yes' })).toBe(true);
  });

  it('is a provider on the mainland at its own address, not at another', () => {
    expect(pictures({ KESU_LLM: 'qwen' })).toBe(true);
    expect(pictures({ KESU_LLM: 'qwen', KESU_LLM_URL: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1' })).toBe(
      false,
    );
  });

  it('is a machine of one’s own at any address, unless somebody says no', () => {
    const own = { KESU_LLM: 'vllm', KESU_LLM_MODEL: 'm', KESU_LLM_URL: 'http://10.0.0.8:8000/v1' };
    expect(pictures(own)).toBe(true);
    expect(pictures({ ...own, KESU_LLM_PICTURES: 'no' })).toBe(false);
  });
});

describe('the table of providers', () => {
  it.each(PROVIDERS)('says of %s how to keep it from thinking, and dates its price', (name) => {
    const { price } = PROFILES[name];
    expect(PROFILES[name].thinking.length).toBeGreaterThan(0);
    if (price) expect(price.asOf).toMatch(/^\d{4}-\d{2}$/);
    if (price?.cached) expect(price.cached).toBeLessThan(price.input);
  });

  it('turns thinking off by model where the models of a provider differ', () => {
    expect(thinkingOf(PROFILES.kimi, 'kimi-k2.6').fields).toEqual({ thinking: { type: 'disabled' } });
    expect(thinkingOf(PROFILES.kimi, 'kimi-k3')).toMatchObject({ fields: { reasoning_effort: 'low' }, headroom: 8000 });
    expect(thinkingOf(PROFILES.openai, 'gpt-4.1-mini').fields).toEqual({});
  });
});
