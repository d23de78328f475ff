const DAY = 86_400_000;

/** What was read of a zone so far. Offsets are local minus UTC in milliseconds; days are UTC days since 1970. */
interface Zone {
  readonly format: Intl.DateTimeFormat;
  /** The offset at the start of a UTC day. */
  readonly offsets: Map<number, number>;
  /** On a UTC day whose offset changes, the instant of the change. */
  readonly turns: Map<number, number>;
}

const zones = new Map<string, Zone>();

function zoneOf(timeZone: string): Zone {
  let zone = zones.get(timeZone);
  if (!zone) {
    const format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
      hourCycle: 'h23',
    });
    zone = { format, offsets: new Map(), turns: new Map() };
    zones.set(timeZone, zone);
  }
  return zone;
}

function readOffset(ms: number, { format }: Zone): number {
  const p = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  const local = Date.parse(`${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}:${p.second}Z`);
  return local - Math.floor(ms / 1000) * 1000;
}

function offsetOfDay(day: number, zone: Zone): number {
  let offset = zone.offsets.get(day);
  if (offset === undefined) {
    offset = readOffset(day * DAY, zone);
    zone.offsets.set(day, offset);
  }
  return offset;
}

/** The first instant of the day with the offset of the day's end. Halving finds it, as no zone changes twice within a day. */
function turnOf(day: number, zone: Zone): number {
  let turn = zone.turns.get(day);
  if (turn === undefined) {
    const before = offsetOfDay(day, zone);
    let low = day * DAY;
    let high = low + DAY;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (readOffset(middle, zone) === before) low = middle;
      else high = middle;
    }
    turn = high;
    zone.turns.set(day, turn);
  }
  return turn;
}

function offsetAt(ms: number, zone: Zone): number {
  const day = Math.floor(ms / DAY);
  const before = offsetOfDay(day, zone);
  const after = offsetOfDay(day + 1, zone);
  return before === after || ms < turnOf(day, zone) ? before : after;
}

/** A stretch of time with one offset from UTC; all in milliseconds, `to` excluded. */
export interface OffsetSpan {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** The offsets a zone has while it is this local date anywhere: one span, more when the clocks are changed that day or next to it. */
export function offsetsAround(date: string, timeZone: string): readonly OffsetSpan[] {
  const zone = zoneOf(timeZone);
  // Local days are up to 14 hours off, so the UTC days before and after hold them wholly.
  const first = Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY) - 1;
  const spans: OffsetSpan[] = [];
  let from = first * DAY;
  for (let day = first; day < first + 3; day++) {
    if (offsetOfDay(day, zone) === offsetOfDay(day + 1, zone)) continue;
    const turn = turnOf(day, zone);
    spans.push({ from, to: turn, offset: offsetOfDay(day, zone) });
    from = turn;
  }
  spans.push({ from, to: (first + 3) * DAY, offset: offsetOfDay(first + 3, zone) });
  return spans;
}

/** Store-local calendar date `YYYY-MM-DD` and time `HH:MM:SS` of an instant. */
export function localDateTime(at: Date, timeZone: string): { date: string; time: string } {
  const ms = at.getTime();
  const local = new Date(ms + offsetAt(ms, zoneOf(timeZone))).toISOString();
  return { date: local.slice(0, 10), time: local.slice(11, 19) };
}

/** Store-local calendar date `YYYY-MM-DD`. */
export const localDate = (at: Date, timeZone: string): string => localDateTime(at, timeZone).date;

/** The instant of a store-local date and `HH:MM`. In a spring gap the later instant, in an autumn fold the earlier. */
export function instantOf(date: string, time: string, timeZone: string): Date {
  const zone = zoneOf(timeZone);
  const wanted = Date.parse(`${date}T${time}:00Z`);
  const before = offsetAt(wanted - DAY, zone);
  const after = offsetAt(wanted + DAY, zone);
  const fits = [before, after].filter((offset) => offsetAt(wanted - offset, zone) === offset);
  return new Date(wanted - (fits.length > 0 ? Math.max(...fits) : before));
}

/** The calendar date so many days later, or earlier. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** 0 = Monday. */
export const weekday = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
