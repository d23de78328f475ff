import { secret } from './ids.ts';

const lifetimeMs = 30 * 60_000;
const mostUses = 5;

/** Where a response_url came from: who acted, where, and on which message. */
export interface ResponseGrant {
  path: string;
  user: string;
  channel: string;
  /** The message that held the button; absent for a slash command. */
  origin?: string;
  threadTs?: string;
  at: number;
  uses: number;
}

/** The response_urls given out: 30 minutes, five uses. */
export class ResponseUrls {
  private readonly grants = new Map<string, ResponseGrant>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  give(kind: 'commands' | 'actions' | 'app', team: string, about: Omit<ResponseGrant, 'path' | 'at' | 'uses'>): string {
    const path = `/${kind}/${team}/${Math.floor(this.now())}/${secret(12)}`;
    this.grants.set(path, { ...about, path, at: this.now(), uses: 0 });
    if (this.grants.size > 5_000) for (const old of [...this.grants.keys()].slice(0, 1_000)) this.grants.delete(old);
    return path;
  }

  /** Counts one use. */
  take(path: string): ResponseGrant | 'expired_url' | 'used_url' | 'no_such_url' {
    const grant = this.grants.get(path);
    if (!grant) return 'no_such_url';
    if (this.now() - grant.at > lifetimeMs) return 'expired_url';
    if (grant.uses >= mostUses) return 'used_url';
    grant.uses += 1;
    return grant;
  }
}
