import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseStory, StoryFault } from './story.ts';
import { instantOfWord, timeWord } from './when.ts';

const run = (...files: string[]) => {
  const paths = files.map((file) => join(import.meta.dirname, file));
  return spawnSync(process.execPath, [join(import.meta.dirname, 'run.ts'), ...paths], { encoding: 'utf8' });
};

describe('npm run scenario', () => {
  it('ends with 1 at a story that does not come true, and prints what was seen instead', () => {
    const { status, stdout } = run('wrong/wrong-owner.yaml', 'first-day.yaml');
    expect(status).toBe(1);
    expect(stdout).toContain('✓  1  Mon 11-16 09:05  小李 in 客诉 post');
    expect(stdout).toContain('✗  2  Mon 11-16 09:12  小赵 press “认领” on C1');
    expect(stdout).toContain('wrong-owner.yaml:11');
    expect(stdout).toMatch(/✓ C1 status: claimed\n\s+✗ C1 owner: 小陈\n\s+seen instead:\n\s+owner: 小赵/);
    expect(stdout).toMatch(/✗ card of C1 says “已结案”\n\s+seen instead:[^✗]*处理中/);
    expect(stdout).toContain('step 2 (wrong-owner.yaml:11) failed, 1 steps not played');
    expect(stdout).not.toContain('第一天');
  });

  it('ends with 1 and names the fault where a story cannot be read', () => {
    const { status, stderr } = run('wrong/no-such-story.yaml');
    expect(status).toBe(1);
    expect(stderr).toContain('no-such-story.yaml: cannot be read');
  });
});

const faultsOf = (steps: string): string => {
  try {
    parseStory(`name: n\nstart: 2026-11-16 08:30\nsteps:\n${steps}`, 'a.yaml');
    return '';
  } catch (error) {
    if (error instanceof StoryFault) return error.message;
    throw error;
  }
};

describe('a story that cannot be read says where', () => {
  it.each([
    ['  - at: Mon 09:05\n    whoo: 小李', 'a.yaml:4: step 1: Unrecognized key: "whoo"'],
    ['  - at: nine\n', 'a.yaml:4: step 1, at: is not a time'],
    ['  - at: Mon 09:05\n  - post: x', 'a.yaml:5: step 2, who: somebody has to do it'],
    [
      '  - who: 小李\n    post: x\n    press: y',
      'a.yaml:5: step 1, post: a step does one thing; this one does press and post',
    ],
    ['  - at: Mon 09:05\n    see:\n      - {has: x}', 'a.yaml:6: step 1, see.0: names one of channel, thread'],
    ['  - at: Mon 09:05\n    see:\n      - {card: C1, hsa: x}', 'nothing is called "hsa" here'],
    ['  - who: 小李\n    post: x\n    fill: {a: b}', 'no form comes of post'],
    ['  - who: [小李\n', 'a.yaml:5: '],
  ])('%j', (steps, fault) => {
    expect(faultsOf(steps)).toContain(fault);
  });
});

describe('times of a story', () => {
  const calendar = { startDate: '2026-11-18', timeZone: 'Asia/Shanghai' };
  const now = new Date('2026-11-19T01:00:00Z');
  it.each([
    ['2026-11-16 09:05', 'Mon 11-16 09:05'],
    ['12-04 20:00', 'Fri 12-04 20:00'],
    ['Mon 09:05', 'Mon 11-16 09:05'],
    ['周日 20:30', 'Sun 11-22 20:30'],
    ['next Mon 20:00', 'Mon 11-23 20:00'],
    ['Mon 11-23 20:00', 'Mon 11-23 20:00'],
    ['09:12:01', 'Thu 11-19 09:12:01'],
    ['+90m', 'Thu 11-19 10:30'],
  ])('%s', (word, told) => {
    expect(timeWord(instantOfWord(word, calendar, now), 'Asia/Shanghai')).toBe(told);
  });

  it('a weekday that does not fit its date is refused', () => {
    expect(() => instantOfWord('Tue 11-23 20:00', calendar, now)).toThrow('another weekday');
  });
});
