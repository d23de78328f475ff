import { describe, expect, it } from 'vitest';
import { findOccurredOn } from '../../src/reading/dates.ts';
import { normalise } from '../../src/reading/normalise.ts';

// Wednesday 2026-11-18, 00:30 in Shanghai, still the 17th in UTC.
const POSTED = new Date('2026-11-18T00:30:00+08:00');
const day = (text: string) => findOccurredOn(normalise(text), POSTED, 'Asia/Shanghai')?.value ?? null;

describe('when it happened', () => {
  it.each([
    ['昨天下午三点送修', '2026-11-17'],
    ['前天取的车', '2026-11-16'],
    ['大前天', '2026-11-15'],
    ['今早来保养', '2026-11-18'],
    ['三天前刚换', '2026-11-15'],
    ['上周三交车', '2026-11-11'],
    ['周一来过', '2026-11-16'],
    ['周五来过', '2026-11-13'],
    ['10月13号', '2026-10-13'],
    ['5月24号订的', '2026-05-24'],
    ['12月3日', '2025-12-03'],
    ['27号半路熄火', '2026-10-27'],
    ['2026-11-02 进店', '2026-11-02'],
    ['25年7月8号买的', '2025-07-08'],
    ['brakes failed yesterday', '2026-11-17'],
  ])('%s → %s', (text, date) => expect(day(text)).toBe(date));

  it.each(['2月30号', '没说哪天', '2027年1月1号', '最晚27号交车'])('%s gives no date', (text) =>
    expect(day(text)).toBeNull(),
  );
});
