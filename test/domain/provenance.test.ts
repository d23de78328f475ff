import { describe, expect, it } from 'vitest';
import type { CaseEvent, CaseEventBody, CaseEventOf } from '../../src/domain/case-event.ts';
import { replay } from '../../src/domain/case-fold.ts';
import { type FactName, type Found, NO_FACTS } from '../../src/domain/complaint.ts';
import { corrections } from '../../src/domain/corrections.ts';
import { provenance } from '../../src/domain/provenance.ts';
import { stillToConfirm, toConfirm } from '../../src/domain/to-confirm.ts';
import { caseId, caseOf, OPENED_AT, opened, personId } from '../support/cases.ts';

const LI = personId('小李');
const MODEL = 'model-1 read-complaint@2';

const found = <T>(value: T, more: Partial<Found<T>> = {}): Found<T> => ({
  ...{ value, quote: null, by: 'rule', sureness: 'stated' },
  ...more,
});

const read = (more: Partial<CaseEventOf<'read_by_model'>> = {}): CaseEventOf<'read_by_model'> => ({
  ...{ type: 'read_by_model', message: null, reader: MODEL, summary: null, category: null, subcategory: null },
  ...{ secondaryCategories: null, customerType: null, facts: {}, hiddenNeed: null, emotion: 'unknown', doubts: [] },
  ...{ instructions: [], rerouted: null, unsupported: 0 },
  ...more,
});
const amended = (more: Partial<CaseEventOf<'amended'>>): CaseEventOf<'amended'> => ({
  ...{ type: 'amended', category: null, customerType: null, summary: null, facts: {} },
  ...more,
});
const severity = (to: 'general' | 'serious' | 'major', more = {}): CaseEventOf<'severity_changed'> => ({
  ...{ type: 'severity_changed', from: 'general', to, reason: '', triggers: [], clocks: [] },
  ...more,
});

/** One event a minute; `desk` = nobody in person. `sameStep`: saved together with the one before. */
type Told = readonly [body: CaseEventBody, by?: 'desk' | 'person', sameStep?: true];
function story(...told: readonly Told[]): CaseEvent[] {
  let minute = -1;
  return told.map(([body, by = 'person', sameStep], i) => {
    if (!sameStep) minute++;
    const at = new Date(OPENED_AT.getTime() + minute * 60_000).toISOString();
    return { caseId: caseId('case-1'), seq: i + 1, at, by: by === 'desk' ? null : LI, body };
  });
}
const at = (minute: number) => new Date(OPENED_AT.getTime() + minute * 60_000).toISOString();

const OPENING = opened({
  facts: {
    ...NO_FACTS,
    amountFen: found(80_000, { quote: '八百块', sureness: 'inferred' }),
    plate: found('沪A12345', { quote: '沪A12345' }),
  },
});
/** Read by rules, then by a model that sees some of it otherwise, then put right by a person. */
const STORY = story(
  [OPENING],
  [
    read({
      summary: '等了两小时没人接待',
      category: found('service_attitude', { quote: '没人理', by: 'model', sureness: 'inferred' }),
      customerType: 'voicer',
      facts: {
        amountFen: found(80_000, { by: 'model', sureness: 'uncertain' }),
        model: found('朗逸', { by: 'model' }),
      },
      hiddenNeed: '被尊重',
      emotion: 'angry',
    }),
    'desk',
  ],
  [amended({ category: 'waiting_time', facts: { model: found('帕萨特', { by: 'person' }), plate: null } })],
  [{ type: 'reading_confirmed', fields: ['amountFen'] }],
);
const fieldOf = (name: string, timeline = STORY) => provenance(timeline).find(({ field }) => field === name);

describe('where a value comes from', () => {
  it('is the words the rules found, until somebody says otherwise', () => {
    expect(fieldOf('amountFen', story([OPENING]))).toEqual({
      ...{ field: 'amountFen', value: 80_000, quote: '八百块', sureness: 'inferred', confirmed: null, earlier: [] },
      by: { by: 'rule', reader: 'rules-1', person: null, at: at(0) },
    });
  });

  it('is the model with its prompt version where the model filled it in', () => {
    expect(fieldOf('hiddenNeed')?.by).toEqual({ by: 'model', reader: MODEL, person: null, at: at(1) });
    expect(fieldOf('emotion')?.value).toBe('angry');
    expect(fieldOf('summary')?.earlier.map(({ value }) => value)).toEqual(['等待过久']);
  });

  it('keeps everything a correction replaced, each with who it was from', () => {
    const category = fieldOf('category');
    expect(category).toMatchObject({ value: 'waiting_time', quote: null, by: { by: 'person', person: LI, at: at(2) } });
    expect(category?.earlier.map(({ value, by }) => [value, by.reader])).toEqual([
      ['waiting_time', 'rules-1'],
      ['service_attitude', MODEL],
    ]);
    expect(fieldOf('plate')).toMatchObject({ value: null, by: { by: 'person' }, earlier: [{ value: '沪A12345' }] });
  });

  it('keeps the words when a second reader agrees without naming them, and says who confirmed', () => {
    expect(fieldOf('amountFen')).toMatchObject({
      ...{ value: 80_000, quote: '八百块', sureness: 'stated', earlier: [], by: { by: 'model' } },
      confirmed: { by: LI, at: at(3) },
    });
  });

  it('forgets a confirmation once the value is another', () => {
    const later = story(...STORY.map((e): Told => [e.body, e.by ? 'person' : 'desk']), [
      amended({ facts: { amountFen: found(120_000, { by: 'person' }) } }),
    ]);
    expect(fieldOf('amountFen', later)).toMatchObject({ value: 120_000, confirmed: null });
  });

  it('tells a severity that words raised from one the model or a person did', () => {
    const trigger = { trigger: 'media' as const, quote: '找电视台' };
    const by = (...told: readonly Told[]) => fieldOf('severity', story([OPENING], ...told));
    expect(by([severity('major', { triggers: [trigger] }), 'desk'])).toMatchObject({
      ...{ value: 'major', quote: '找电视台', by: { by: 'rule' }, earlier: [{ value: 'general' }] },
    });
    expect(by([read(), 'desk'], [severity('serious', { reason: '第三次来修' }), 'desk', true])).toMatchObject({
      ...{ value: 'serious', quote: '第三次来修', by: { by: 'model', reader: MODEL } },
    });
    expect(by([severity('serious', { reason: '老客户' })])).toMatchObject({ quote: null, by: { person: LI } });
  });

  it('does not take what a merge brings for a person’s word', () => {
    const merged = story(
      [OPENING],
      [{ type: 'merge_received', from: caseId('case-0'), number: '20261115-001' }],
      [severity('serious', { reason: '20261115-001' }), 'person', true],
      [amended({ facts: { phone: found('15490060267') } }), 'person', true],
    );
    expect(fieldOf('severity', merged)?.by.by).toBe('rule');
    expect(fieldOf('phone', merged)?.by.by).toBe('rule');
    expect(corrections(merged)).toEqual([]);
  });

  it('agrees with the case that the timeline makes', () => {
    const c = replay(STORY);
    if (!c) throw new Error('no case');
    const value = (name: string) => fieldOf(name)?.value ?? null;
    expect(value('category')).toBe(c.category.value);
    expect(value('severity')).toBe(c.severity);
    expect(value('customerType')).toBe(c.customerType);
    expect([value('summary'), value('hiddenNeed'), value('emotion')]).toEqual([
      ...[c.summary, c.reading.hiddenNeed, c.reading.emotion],
    ]);
    for (const name of Object.keys(NO_FACTS) as FactName[]) {
      expect.soft([name, value(name)]).toEqual([name, c.facts[name]?.value ?? null]);
    }
  });
});

describe('corrections', () => {
  it('say what which reader read, from which words, and what a person made of it', () => {
    const told = corrections(STORY).map(({ field, read, readBy, corrected, confirmed }) => ({
      ...{ field, read, reader: readBy.reader, corrected, confirmed },
    }));
    expect(told).toEqual([
      { field: 'category', read: 'service_attitude', reader: MODEL, corrected: 'waiting_time', confirmed: false },
      { field: 'model', read: '朗逸', reader: MODEL, corrected: '帕萨特', confirmed: false },
      { field: 'plate', read: '沪A12345', reader: 'rules-1', corrected: null, confirmed: false },
      { field: 'amountFen', read: 80_000, reader: MODEL, corrected: 80_000, confirmed: true },
    ]);
    expect(corrections(STORY)[0]).toMatchObject({ quote: '没人理', by: LI, at: at(2) });
  });

  it('hold what a reader missed against the one who read last', () => {
    const added: Told = [amended({ facts: { phone: found('15490060267', { by: 'person' }) } })];
    const missed = (...before: readonly Told[]) => corrections(story([OPENING], ...before, added))[0];
    expect(missed()).toMatchObject({ field: 'phone', read: null, readBy: { by: 'rule', reader: 'rules-1' } });
    expect(missed([read(), 'desk'])).toMatchObject({ read: null, readBy: { by: 'model', reader: MODEL } });
  });

  it('leave out what one person typed and another changed, and what the desk itself filled in', () => {
    const typed = (value: string): Told => [amended({ facts: { demand: found(value, { by: 'person' }) } })];
    expect(corrections(story([OPENING], typed('退钱'), typed('道歉')))).toHaveLength(1);
    expect(corrections(story([OPENING], [amended({ facts: { demand: found('道歉') } }), 'desk']))).toEqual([]);
    expect(corrections(story([{ ...OPENING, category: found('rescue', { by: 'person' }) }]))).toEqual([]);
  });

  it('count a dismissal as "not a complaint", until it is undone', () => {
    const dismissed: Told = [{ type: 'dismissed', reason: '只是咨询' }];
    expect(corrections(story([OPENING], dismissed))).toMatchObject([
      { field: 'verdict', read: 'complaint', corrected: 'not_complaint', confirmed: false, by: LI },
    ]);
    expect(corrections(story([OPENING], dismissed, [{ type: 'restored', clocks: [] }]))).toEqual([]);
    const sure = corrections(story([OPENING], [{ type: 'reading_confirmed', fields: ['verdict'] }]));
    expect(sure).toMatchObject([{ field: 'verdict', corrected: 'complaint', confirmed: true }]);
    expect(corrections([])).toEqual([]);
  });
});

describe('what waits for a person’s yes', () => {
  const doubt = { field: 'category', held: 'waiting_time', said: 'service_attitude', by: 'model' } as const;
  const unsure = {
    ...OPENING,
    facts: { ...NO_FACTS, phone: found('15490060267', { sureness: 'uncertain' }) },
  } as const;

  it('is what no reader was sure of, and what readings differ on', () => {
    expect(toConfirm(caseOf(OPENING))).toEqual([]);
    expect(toConfirm(caseOf(unsure, read({ doubts: [doubt] })))).toEqual(['category', 'phone']);
  });

  it('is nothing once it was confirmed', () => {
    const confirmed: CaseEventBody = { type: 'reading_confirmed', fields: ['category', 'phone'] };
    expect(toConfirm(caseOf(unsure, read({ doubts: [doubt] }), confirmed))).toEqual([]);
  });

  it('on an older card is only what still stands as it was shown', () => {
    const shown = caseOf(unsure);
    expect(stillToConfirm(shown, caseOf(unsure, read({ doubts: [doubt] })))).toEqual(['phone']);
    const otherPhone = { phone: found('15490060999', { sureness: 'uncertain' as const }) };
    expect(stillToConfirm(shown, caseOf(unsure, read({ facts: otherPhone })))).toEqual([]);
    const seen = caseOf(unsure, read({ doubts: [doubt] }));
    const again = caseOf(unsure, read({ doubts: [{ ...doubt, said: 'rescue' }] }));
    expect(stillToConfirm(seen, again)).toEqual(['phone']);
  });
});
