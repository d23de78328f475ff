import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { boltLogger } from '../../src/slack/bolt-logger.ts';
import { clientOptions } from '../../src/slack/clients.ts';

function logAt(level: string) {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level }, { write: (line: string) => lines.push(JSON.parse(line)) });
  return { log, lines };
}

describe('what Slack’s libraries log', () => {
  it('goes to our log with the error beside the words', () => {
    const { log, lines } = logAt('info');
    boltLogger(log, 'slack-socket').error('it broke', new Error('why'), { a: 1 });
    expect(lines).toMatchObject([{ mod: 'slack-socket', msg: 'it broke {"a":1}', err: { message: 'why' } }]);
  });

  it('leaves out bodies, which hold customers’ words, above debug', () => {
    const { log, lines } = logAt('info');
    const logger = boltLogger(log);
    logger.setLevel('debug' as never);
    logger.debug('{"text":"客户的话"}');
    expect(lines).toEqual([]);
    expect(logger.getLevel()).toBe('info');
  });
});

describe('client options', () => {
  it('never carry headers, which Slack’s client would fill with its token, and no call repeats or waits by itself', () => {
    const { log } = logAt('info');
    const options = clientOptions({ botToken: 'xoxb-1' }, log, 1000);
    expect(options).not.toHaveProperty('headers');
    expect(options).toMatchObject({ rejectRateLimitedCalls: true, retryConfig: { retries: 0 }, timeout: 1000 });
  });
});
