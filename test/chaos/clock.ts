import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClockSetting, movedTime } from './moved-clock.ts';

/** The one clock of a run: the workspace asks it, the desks read its file. Times in ms. */
export interface Clock {
  readonly file: string;
  now(): number;
  /** Goes forward at once. */
  jump(ms: number): void;
  /** Stretches that no desk could use: jumps, and what `standstill` was told. */
  readonly standstills: readonly Standstill[];
  standstill(from: number, to: number): void;
}

/** From when until when nothing could be done. */
export interface Standstill {
  readonly from: number;
  readonly to: number;
}

/** A Monday morning in the trial's dealership. */
const START = Date.parse('2026-11-16T01:05:00Z');

/** Starts a clock that runs `speed` times as fast as the real one. */
export function startClock(dir: string, speed: number): Clock {
  const file = join(dir, 'clock.json');
  const standstills: Standstill[] = [];
  let setting: ClockSetting = { realAt: Date.now(), at: START, speed };
  const now = () => movedTime(setting, Date.now());
  const keep = (at: number) => {
    setting = { realAt: Date.now(), at, speed };
    // Never half a file for a desk that reads.
    writeFileSync(`${file}.new`, JSON.stringify(setting));
    renameSync(`${file}.new`, file);
  };
  keep(START);
  return {
    file,
    now,
    standstills,
    standstill: (from, to) => void standstills.push({ from, to }),
    jump: (ms) => {
      const from = now();
      keep(from + ms);
      standstills.push({ from, to: from + ms });
    },
  };
}

/** Of the time between two instants, the ms in which a desk could work. */
export function workingTime(from: number, to: number, standstills: readonly Standstill[]): number {
  let at = from;
  let worked = 0;
  for (const still of [...standstills].sort((a, b) => a.from - b.from)) {
    if (still.to <= at || still.from >= to) continue;
    worked += Math.max(0, still.from - at);
    at = Math.max(at, still.to);
  }
  return worked + Math.max(0, to - at);
}
