import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseEventBodySchema } from '../../src/domain/case-event.ts';
import { cleared, comparable, erased, mentions, mentionsOnly, onRequest } from '../../src/domain/erasure.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { endedAt, erasureOf } from '../../src/domain/retention.ts';
import { WORST } from '../slack/views-data.ts';
import { EVENTS } from '../slack/views-events.ts';
import { caseOf, opened } from '../support/cases.ts';

const HIM = {
  phones: ['13912345678'],
  plates: ['沪B6K9T2'],
  vins: ['LSVAU2180N2183294'],
  names: ['欧阳文博', '王先生'],
};

describe('an erasure', () => {
  it.each(EVENTS.map((event) => [event.body.type, event] as const))(
    'masks the words of %s, whatever it has, and leaves it an event',
    (_, event) => {
      const words = '欧阳文博 139-1234 5678 沪B·6K9T2';
      const said = JSON.parse(JSON.stringify(event.body).replaceAll(JSON.stringify(WORST).slice(1, -1), words));
      // The name of a model, no words.
      if ('reader' in said) said.reader = 'rules@1';
      const masked = erased(said, onRequest(HIM));
      expect(mentions(HIM, JSON.stringify(masked))).toBe(false);
      expect(JSON.stringify(masked)).not.toContain('欧阳文博');
      expect(caseEventBodySchema.safeParse(masked).error).toBeUndefined();
      expect(erased(masked, onRequest(HIM))).toEqual(masked);
    },
  );

  it('finds a number however it is spaced and in either width, and not inside a longer one', () => {
    for (const text of ['139 1234 5678', '139-1234-5678', '１３９１２３４５６７８', '沪b·6k9t2', 'lsvau2180 n2183294'])
      expect([text, mentions(HIM, text)]).toEqual([text, true]);
    for (const text of ['2139123456780', 'X沪B6K9T25', '13912345679'])
      expect([text, mentions(HIM, text)]).toEqual([text, false]);
  });

  it('leaves references alone, also those that look like a phone', () => {
    const thread = 'slack:C1:1391234567.800100';
    expect(erased({ thread, text: '13912345678' }, onRequest(HIM))).toEqual({ thread, text: '139****5678' });
    expect(erased({ id: '13912345678', caseIds: ['13912345678'] }, cleared)).toEqual({
      id: '13912345678',
      caseIds: ['13912345678'],
    });
  });

  it('hides a surname with its title whole, and in a stranger’s case nobody else', () => {
    expect(onRequest(HIM).mask('王先生，13887654321')).toBe('客户，138****4321');
    expect(mentionsOnly(HIM).mask('王先生，13887654321')).toBe('客户，13887654321');
  });

  it('says that a masked value can be compared with nothing', () => {
    expect([comparable('139****5678'), comparable('13912345678'), comparable(null)]).toEqual([
      null,
      '13912345678',
      null,
    ]);
  });

  it('masks nothing twice, whatever the text', () => {
    const text = fc.array(
      fc.constantFrom('13912345678', '欧阳文博', '沪B6K9T2', 'LSVAU2180N2183294', '-', ' ', '1', '9', '王先生', '好'),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(text, (parts) => {
        const { mask } = onRequest(HIM);
        const once = mask(parts.join(''));
        expect(mask(once)).toBe(once);
      }),
    );
  });
});

describe('what an erasure may do to a case', () => {
  const closed = (at: string) => ({ ...caseOf(opened()), status: 'closed' as const, closedAt: at });
  const now = new Date('2026-11-16T04:00:00Z');
  it('is nothing while it is open, or while the case it went into is', () => {
    const open = caseOf(opened());
    expect(erasureOf(open, null, DEFAULT_POLICY, now)).toBe('open');
    expect(erasureOf({ ...open, status: 'merged' }, open, DEFAULT_POLICY, now)).toBe('open');
    expect(endedAt(open)).toBeNull();
  });
  it('is masking for six years after its closing, and removal from then on', () => {
    expect(erasureOf(closed('2020-11-16T04:00:01Z'), null, DEFAULT_POLICY, now)).toBe('mask');
    expect(erasureOf(closed('2020-11-16T03:59:59Z'), null, DEFAULT_POLICY, now)).toBe('remove');
  });
});
