/** A failure on demand: the next `times` calls of a Web API method (`*` for any), or the next deliveries to the app. */
export interface Fault {
  method: string;
  kind: '429' | '500' | 'drop_after_commit' | 'slow' | 'error';
  times: number;
  /** Seconds, for '429'. */
  retryAfter?: number;
  /** Milliseconds, for 'slow'. */
  ms?: number;
  /** Slack's word, for 'error'. */
  error?: string;
}

/** The faults still to come, oldest first. */
export class Faults {
  private waiting: Fault[] = [];

  add(fault: Fault): void {
    this.waiting.push({ ...fault });
  }

  clear(): void {
    this.waiting = [];
  }

  /** The fault this call must suffer, if any; counts it down. */
  take(method: string): Fault | undefined {
    const fault = this.waiting.find((f) => f.method === method || (f.method === '*' && method !== 'delivery'));
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times <= 0) this.waiting = this.waiting.filter((f) => f !== fault);
    return fault;
  }
}
