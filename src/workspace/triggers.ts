import { secret } from './ids.ts';

const lifetimeMs = 3_000;

/** What a trigger_id stands for: one act of one person, and the modal it happened in, if any. */
export interface TriggerGrant {
  user: string;
  at: number;
  viewId?: string;
  used: boolean;
}

/** The trigger ids given out: valid for 3 seconds of the workspace's clock, and once. */
export class Triggers {
  private readonly grants = new Map<string, TriggerGrant>();
  private readonly now: () => number;
  private count = 0;

  constructor(now: () => number) {
    this.now = now;
  }

  give(user: string, viewId?: string): string {
    this.count += 1;
    const now = this.now();
    const id = `${Math.floor(now)}.${this.count}.${secret()}`;
    this.grants.set(id, { user, at: now, used: false, ...(viewId === undefined ? {} : { viewId }) });
    if (this.grants.size > 2_000) for (const old of [...this.grants.keys()].slice(0, 1_000)) this.grants.delete(old);
    return id;
  }

  /** The grant, or Slack's word for why not. */
  look(id: string): TriggerGrant | 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id' {
    const grant = this.grants.get(id);
    if (!grant) return 'invalid_trigger_id';
    if (grant.used) return 'exchanged_trigger_id';
    return this.now() - grant.at > lifetimeMs ? 'expired_trigger_id' : grant;
  }
}
