import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { MODEL_ANSWER_JSON_SCHEMA, parseModelAnswer } from '../../src/reading/model-answer.ts';
import { said, saidComplaint } from './model-answers.ts';

type Node = Record<string, unknown>;
const nodes = (value: unknown): Node[] =>
  typeof value !== 'object' || value === null
    ? []
    : [...(Array.isArray(value) ? [] : [value as Node]), ...Object.values(value).flatMap(nodes)];

describe('the schema of an answer', () => {
  const objects = nodes(MODEL_ANSWER_JSON_SCHEMA).filter((one) => one.type === 'object');

  it('wants every property and no other, as strict modes do', () => {
    expect(objects.length).toBeGreaterThan(5);
    for (const one of objects) {
      expect(one.additionalProperties).toBe(false);
      expect(one.required).toEqual(Object.keys(one.properties as Node));
    }
  });

  it('holds no word that some provider refuses', () => {
    const known = ['type', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'anyOf'];
    const used = new Set(
      objects
        .flatMap((one) => [one, ...Object.values(one.properties as Node)])
        .flatMap((one) => Object.keys(one as Node)),
    );
    expect([...used].filter((word) => !known.includes(word))).toEqual([]);
  });

  it('takes the same answers as the check behind it', () => {
    const valid = new Ajv({ strict: false }).compile(MODEL_ANSWER_JSON_SCHEMA);
    expect(valid(said())).toBe(true);
    expect(valid({ ...said(), verdict: 'maybe' })).toBe(false);
  });
});

describe('reading what the model sent', () => {
  const json = JSON.stringify(said());

  it.each([json, `\`\`\`json\n${json}\n\`\`\``, `好的，结果如下：\n${json}\n以上。`])(
    'finds the object in %#',
    (content) => expect(parseModelAnswer(content)).toEqual({ ok: true, answer: said() }),
  );

  it('takes what was left out for nothing, and passes over a trigger that was made up', () => {
    const {
      demand: _,
      promises: __,
      ...short
    } = saidComplaint({ triggers: [{ trigger: 'safety', quote: '刹车失灵' }] });
    const odd = { ...short, triggers: [...short.triggers, { trigger: 'danger', quote: '吓人' }], emotion: '生气' };
    const { injection: ___, ...rest } = said({ complaints: [] });
    expect(parseModelAnswer(JSON.stringify({ ...rest, complaints: [odd] }))).toEqual({
      ok: true,
      answer: said({ complaints: [saidComplaint({ triggers: [{ trigger: 'safety', quote: '刹车失灵' }] })] }),
    });
  });

  it.each([
    ['', 'empty'],
    ['我不能处理这条消息', 'not_json'],
    [json.slice(0, -20), 'not_json'],
    [JSON.stringify({ ...said(), verdict: 'maybe' }), 'not_as_asked'],
    ['{"error":"overloaded"}', 'not_as_asked'],
  ])('refuses %s', (content, why) => expect(parseModelAnswer(content)).toMatchObject({ ok: false, why }));

  it('says which field was wrong, and no word of the message', () => {
    const bad = said({ complaints: [saidComplaint({ summary: 7 as never, opening: '王先生' })] });
    const parsed = parseModelAnswer(JSON.stringify(bad));
    expect(parsed.ok === false && parsed.detail).toContain('complaints.0.summary');
    expect(JSON.stringify(parsed)).not.toContain('王先生');
  });
});
