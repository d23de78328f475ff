import type { ActionsBlock, Button, KnownBlock, SectionBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { type CaseReading, type Doubt, readByRulesAlone } from '../../src/domain/case-reading.ts';
import { type Facts, type Found, NO_FACTS } from '../../src/domain/complaint.ts';
import { provenance } from '../../src/domain/provenance.ts';
import { ACTION } from '../../src/slack/ids.ts';
import { basisView } from '../../src/slack/views/basis.ts';
import { caseCard } from '../../src/slack/views/case-card.ts';
import { amendForm } from '../../src/slack/views/facts-forms.ts';
import { noticeMessage } from '../../src/slack/views/notice.ts';
import { promiseForm } from '../../src/slack/views/time-forms.ts';
import { whyView } from '../../src/slack/views/why.ts';
import { zh } from '../../src/wording/zh.ts';
import { opened, timeline } from '../support/cases.ts';
import {
  cardOf,
  heardPromise,
  link,
  METADATA,
  mention,
  NOW,
  PEOPLE,
  plainCase,
  SECRET,
  ZHAO,
  ZONE,
} from './views-data.ts';

const read = (more: Partial<CaseReading>, change: Partial<Case> = {}) =>
  plainCase({ reading: { ...readByRulesAlone(false), ...more }, ...change });
const blocksOf = (c: Case) => caseCard(cardOf(c), zh, NOW, mention).blocks;
const textsOf = (blocks: readonly KnownBlock[]): string[] =>
  blocks.flatMap((b) => {
    if (b.type === 'section') return [b.text?.text ?? '', ...(b.fields ?? []).map((f) => f.text)];
    return b.type === 'context' ? b.elements.map((e) => ('text' in e ? e.text : '')) : [];
  });
const linesOf = (c: Case): string[] => textsOf(blocksOf(c)).flatMap((text) => text.replaceAll('*', '').split('\n'));
const uncertain = <T>(value: T): Found<T> => ({ value, quote: null, by: 'rule', sureness: 'uncertain' });
const doubt = (field: Doubt['field'], held: string | null, said: string | null, by: Doubt['by'] = 'model'): Doubt => ({
  ...{ field, held, said, by },
});
const confirmButtons = (c: Case): Button[] =>
  blocksOf(c).flatMap((b) => {
    const accessory = (b as SectionBlock).accessory as Button | undefined;
    return accessory?.action_id === ACTION.case('confirm_reading') ? [accessory] : [];
  });
const differLine = (c: Case) => linesOf(c).find((line) => line.startsWith('看法不同'));

describe('a card says of its reading', () => {
  it('that no model has read it yet, or that none could; the usual says nothing', () => {
    expect(linesOf(read({ second: 'awaited' })).join()).toContain('未经模型阅读，稍后自动补读');
    expect(linesOf(read({ second: 'gave_up', gaveUp: 'refused' })).join()).toContain(
      '模型未能阅读（拒答），请人工核对',
    );
    for (const second of ['alone', 'read'] as const) expect(linesOf(read({ second })).join()).not.toContain('模型');
    expect(linesOf(read({ second: 'awaited' }, { status: 'dismissed' })).join()).not.toContain('模型');
  });

  it('what the customer needs without saying so, and how he feels', () => {
    const lines = linesOf(read({ hiddenNeed: '想被尊重', emotion: 'furious' }, { customerType: 'angry' }));
    expect(lines).toContain('隐含需求 想被尊重');
    expect(lines).toContain('客户 孙女士 · 情绪激动，先倾听 · 愤怒');
    expect(linesOf(read({})).join()).not.toMatch(/隐含需求|情绪/);
  });
});

describe('what waits for a yes', () => {
  const facts: Facts = { ...NO_FACTS, amountFen: uncertain(80_000) };
  const category = uncertain('repair_quality' as const);

  it('stands in one line with one button, which names the case and the version shown', () => {
    const c = read({ doubts: [doubt('severity', 'serious', 'major')] }, { facts, category });
    expect(linesOf(c)).toContain('待确认 类别、等级、金额 — 对就点“确认无误”，不对请“更正信息”');
    expect(confirmButtons(c).map((b) => b.value)).toEqual([`c-1|${c.version}`]);
  });

  it('is gone once everything is sure, and where nothing can be confirmed any more', () => {
    expect(confirmButtons(read({}))).toEqual([]);
    expect(confirmButtons(read({}, { facts, category, status: 'dismissed' }))).toEqual([]);
  });

  it('shows both readings in words, each with who says it', () => {
    const c = read(
      {
        doubts: [
          doubt('category', 'repair_quality', 'service_attitude'),
          doubt('amountFen', '80000', '120000', 'message'),
          doubt('occurredOn', null, '2026-11-15', 'rule'),
        ],
      },
      { category },
    );
    expect(differLine(c)).toBe(
      '看法不同 类别 维修质量（规则）/ 服务态度（模型） · 金额 ¥800 / 后来说 ¥1,200 · 日期 无（模型）/ 2026-11-15（规则）',
    );
  });

  it('says in words of its own that it may be no complaint, or of several customers', () => {
    const of = (...doubts: Doubt[]) => differLine(read({ doubts }));
    expect(of(doubt('verdict', 'complaint', 'not_complaint'))).toBe('看法不同 模型认为可能不是投诉');
    expect(of(doubt('verdict', 'unsure', 'complaint'))).toBe('看法不同 规则拿不准是不是投诉');
    expect(of(doubt('split', '1', '2'))).toBe('看法不同 可能不止一位客户');
    expect(of(doubt('split', '2', '1'))).toBe('看法不同 可能是同一位客户');
  });

  it('tells four differences and counts the rest', () => {
    const fields = ['category', 'severity', 'model', 'demand', 'occurredOn', 'customerType'] as const;
    const line = differLine(read({ doubts: fields.map((field) => doubt(field, null, '帕萨特')) }));
    expect(line?.match(/帕萨特/g)).toHaveLength(4);
    expect(line).toContain('另有 2 项');
  });

  it('masks phone, plate, VIN and name, also those that the case does not hold', () => {
    const c = read({
      doubts: [
        doubt('phone', SECRET.phone, '13900001111', 'message'),
        doubt('plate', null, SECRET.plate),
        doubt('vin', SECRET.vin, null),
        doubt('customerName', '李四方', '王小明'),
      ],
    });
    const text = JSON.stringify(blocksOf(c));
    for (const secret of [...Object.values(SECRET), '13900001111', '李四方']) expect.soft(text).not.toContain(secret);
    expect(text).toContain('139****1111');
  });
});

describe('a promise that was heard', () => {
  const heard = [
    heardPromise('h-1', { text: '明天下午回电', dueText: '明天下午', dueAt: null, quote: '我们明天下午给您回电' }),
    heardPromise('h-2', { text: '送代步车', dueText: null, quote: '车我给您送过去' }),
    heardPromise('h-3'),
  ];

  it('stands with its words and its time, two at most, the rest counted', () => {
    const lines = linesOf(read({ heard }));
    expect(lines).toContain(':speech_balloon: 听到的承诺（待确认） 明天下午回电（明天下午） — “我们明天下午给您回电”');
    expect(lines).toContain(':speech_balloon: 听到的承诺（待确认） 送代步车（11-17 15:00） — “车我给您送过去”');
    expect(lines).toContain('另有 1 项');
  });

  it('has two buttons that name it', () => {
    const buttons = blocksOf(read({ heard: heard.slice(0, 1) }))
      .filter((b): b is ActionsBlock => b.type === 'actions')
      .flatMap((b) => b.elements as Button[])
      .filter((e) => e.value === 'c-1|h-1');
    expect(buttons.map((b) => [b.action_id, b.text.text])).toEqual([
      [ACTION.promiseHeard, '登记承诺'],
      [ACTION.promiseWaived, '不是承诺'],
    ]);
    expect(linesOf(read({ heard }, { status: 'closed' })).join()).not.toContain('听到的承诺');
  });

  it('fills the form with its words, and with its time unless that has passed', () => {
    const form = (dueAt: string | null) =>
      JSON.stringify(
        promiseForm(METADATA, plainCase(), zh, { heard: { ...heardPromise('h-1'), text: '回电', dueAt }, now: NOW }),
      );
    expect(form('2026-11-17T07:00:00Z')).toContain('"initial_value":"回电"');
    expect(form('2026-11-17T07:00:00Z')).toContain(`"initial_date_time":${Date.parse('2026-11-17T07:00:00Z') / 1000}`);
    expect(form('2026-11-16T07:00:00Z')).not.toContain('initial_date_time');
    expect(form(null)).not.toContain('initial_date_time');
  });
});

describe('where every value comes from', () => {
  const c = plainCase({ facts: { ...NO_FACTS, phone: { ...uncertain(SECRET.phone) } } });
  const events = timeline(
    [
      opened({ facts: { ...NO_FACTS, phone: { ...uncertain(SECRET.phone), quote: `电话${SECRET.phone}` } } }),
      { type: 'amended', category: 'rescue', customerType: null, summary: null, facts: {} },
      { type: 'reading_confirmed', fields: ['phone'] },
    ],
    ZHAO.id,
  );
  const basis = { of: new Map([[c.id, provenance(events)]]), people: PEOPLE };

  it('stands with its words, its reader and whoever confirmed or replaced it, masked', () => {
    const text = textsOf(basisView(c, basis, zh, ZONE, NOW).blocks as KnownBlock[]);
    expect(text).toContain('*类别* 救援\n小赵 今天 09:01 · 明确\n原来：等待时间（规则（rules-1））');
    expect(text).toContain('*电话* 154****0267\n> “电话154****0267”\n规则（rules-1） · 明确 · 小赵 今天 09:02 确认');
    expect(JSON.stringify(text)).not.toContain(SECRET.phone);
  });

  it('stands in short in the answer to "why?"', () => {
    const text = textsOf(whyView(null, [c], PEOPLE, zh, basis).blocks as KnownBlock[]).join('\n');
    expect(text).toContain('*类别* 救援 · 小赵 · 明确');
    expect(text).toContain('*电话* 154****0267 · 规则 · 明确 · 小赵已确认');
  });
});

describe('the rest', () => {
  it('lets a person correct what kind of customer it is', () => {
    const form = JSON.stringify(amendForm(METADATA, plainCase({ customerType: 'voicer' }), zh));
    expect(form).toContain('"block_id":"customer_type"');
    expect(form).toContain('"initial_option":{"text":{"type":"plain_text","text":"爱表达，先认同"');
  });

  it.each([
    ['picture', '图片已存。我看不了图片，请用一句话写明要点：谁、什么车、什么事（直接回复即可），或点下面的按钮。'],
    ['voice', '语音已存。我听不了语音，请用一句话写明要点：谁、什么车、什么事（直接回复即可），或点下面的按钮。'],
  ] as const)('asks for the gist of a %s in words', (media, sentence) => {
    const notice = { kind: 'is_it_a_complaint', message: 'slack:C1:1.1', reason: 'empty', media } as never;
    const { text, blocks } = noticeMessage(notice, zh, { people: PEOPLE, mention, link, timeZone: ZONE });
    expect(text).toBe(sentence);
    expect(blocks.at(-1)?.type).toBe('actions');
  });
});
