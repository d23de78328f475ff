import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parsePeopleCsv } from '../src/domain/people-csv.ts';
import { DEFAULT_POLICY } from '../src/domain/policy.ts';
import { readPolicyFile } from '../src/policy-file.ts';

const dir = mkdtempSync(join(tmpdir(), 'kesu-policy-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const file = (text: string): string => {
  const path = join(dir, 'policy.yaml');
  writeFileSync(path, text);
  return path;
};

describe('the policy file', () => {
  it('keeps the default of whatever it leaves out, deep inside too', () => {
    const { policy } = readPolicyFile(file('clocks: { claimMinutes: { major: 5 } }\nmanufacturer: 东方汽车'));
    expect(policy.clocks.claimMinutes).toEqual({ general: 30, serious: 15, major: 5 });
    expect(policy.manufacturer).toBe('东方汽车');
    expect(policy.reminders).toEqual(DEFAULT_POLICY.reminders);
  });

  it('printed whole and read again is the same policy', () => {
    expect(readPolicyFile(file(stringify(DEFAULT_POLICY)))).toEqual({ policy: DEFAULT_POLICY, people: null });
  });

  it('may bring the people along', () => {
    const { people } = readPolicyFile(file('people: |\n  小李,服务顾问,售后,xiaoli@example.com\n'));
    expect(parsePeopleCsv(people ?? '')).toMatchObject([{ name: '小李', role: 'advisor' }]);
  });

  it.each([
    ['a limit under a name it does not have', 'approvalLimitFen: { department_manager: 1 }', 'approvalLimitFen'],
    ['a slip deep inside', 'clocks: { claimMinute: { major: 5 } }', 'claimMinute'],
    ['an hour that there is not', 'digest: { dailyAt: "25:30" }', 'digest.dailyAt'],
    ['a store that never opens', 'store: { openingHours: [[],[],[],[],[],[],[]] }', 'store.openingHours'],
    ['a range the wrong way round', 'store: { specialDays: { "2026-12-31": [["18:00","09:00"]] } }', 'specialDays'],
    ['a role there is not', 'authority: { rules: [{ role: boss, perDecisionFen: 1 }] }', 'authority.rules.0.role'],
  ])('refuses %s by its place', (_, text, named) => {
    expect(() => readPolicyFile(file(text))).toThrow(named);
  });
});
