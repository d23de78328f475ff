/*
 * Loaded before a desk (`node --import`): its clock is the one that the driver keeps in a file, so that hours pass in a moment for workspace and
 * desks alike. Timers stay real. The product knows nothing of it.
 */
import { readFileSync } from 'node:fs';

/** `at` is the moved time at the real instant `realAt`, both in ms; from then on it runs `speed` times as fast. */
export interface ClockSetting {
  readonly realAt: number;
  readonly at: number;
  readonly speed: number;
}

/** The moved time at a real instant. */
export const movedTime = ({ realAt, at, speed }: ClockSetting, real: number): number =>
  Math.floor(at + (real - realAt) * speed);

/** The environment variable that names the file. */
export const CLOCK_FILE = 'KESU_CHAOS_CLOCK';

const LOOK_EVERY_MS = 50;

function moveClock(file: string): void {
  const RealDate = Date;
  const realNow = Date.now.bind(Date);
  const read = () => JSON.parse(readFileSync(file, 'utf8')) as ClockSetting;
  let setting = read();
  setInterval(() => {
    setting = read();
  }, LOOK_EVERY_MS).unref();
  const now = () => movedTime(setting, realNow());
  const moved: DateConstructor = new Proxy(RealDate, {
    construct: (target, args, made): object =>
      Reflect.construct(target, args.length > 0 ? args : [now()], made === moved ? target : made),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
    apply: () => new RealDate(now()).toString(),
  });
  RealDate.prototype.constructor = moved;
  globalThis.Date = moved;
}

const file = process.env[CLOCK_FILE];
if (file) moveClock(file);
