import type { Json } from './state.ts';

/** Collects faults in Slack's style: a sentence and a JSON pointer to the place. */
export class Faultfinder {
  readonly faults: string[] = [];

  add(pointer: string, fault: string): void {
    this.faults.push(`${fault} [json-pointer:${pointer}]`);
  }

  /** Counts code points, as Slack does. */
  length(value: unknown, pointer: string, max: number, min = 0): void {
    if (value === undefined || value === null) return;
    if (typeof value !== 'string') {
      this.add(pointer, 'must be a string');
      return;
    }
    const length = [...value].length;
    if (length > max) this.add(pointer, `must be less than ${max + 1} characters`);
    if (length < min) this.add(pointer, `must be more than ${min - 1} characters`);
  }

  need(holder: Json, field: string, pointer: string): boolean {
    if (holder[field] !== undefined && holder[field] !== null) return true;
    this.add(pointer, `missing required field: ${field}`);
    return false;
  }

  /** The list, when it is one and of a lawful size; an empty list otherwise. */
  items(value: unknown, pointer: string, max: number, min = 0): Json[] {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      this.add(pointer, 'must be an array');
      return [];
    }
    if (value.length > max) this.add(pointer, `no more than ${max} items allowed`);
    if (value.length < min) this.add(pointer, `no fewer than ${min} items allowed`);
    return value.map((item) => asObject(item));
  }

  range(value: unknown, pointer: string, min: number, max: number): void {
    if (value === undefined) return;
    if (typeof value !== 'number' || value < min || value > max) this.add(pointer, `must be from ${min} to ${max}`);
  }

  unique(values: unknown[], pointer: string, field: string): void {
    const seen = new Set<unknown>();
    for (const value of values) {
      if (value === undefined) continue;
      if (seen.has(value)) this.add(pointer, `${field} "${String(value)}" is used more than once`);
      seen.add(value);
    }
  }
}

/** The value as an object; anything else reads as an object without fields. */
export function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
