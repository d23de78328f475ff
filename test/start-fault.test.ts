import { expect, it } from 'vitest';
import { databaseFault, isWriteAfterClose, portFault, slackFault } from '../src/start-fault.ts';

const messageOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));
const coded = (code: string, more: object = {}) => Object.assign(new Error('driver says'), { code, ...more });

it('a database that does not answer or refuses is named without its password', () => {
  const url = 'postgres://kesu:s3cret@db.example:5432/kesu';
  const refused = messageOf(databaseFault(new Error('query failed', { cause: coded('ECONNREFUSED') }), url));
  expect(refused).toContain('db.example:5432/kesu');
  expect(refused).toContain('DATABASE_URL');
  expect(refused).not.toContain('s3cret');
  expect(messageOf(databaseFault(coded('28P01'), url))).toContain('refuses the login');
});

it('a refused token names the page to copy it from, an unreachable server its address', () => {
  const platform = Object.assign(new Error('An API error occurred'), { data: { error: 'invalid_auth' } });
  expect(messageOf(slackFault(platform, null))).toContain('https://api.slack.com/apps');
  expect(messageOf(slackFault(coded('slack_webapi_request_error'), 'http://127.0.0.1:1/api/'))).toContain(
    '127.0.0.1:1',
  );
});

it('a taken port says which variable chooses another', () => {
  expect(messageOf(portFault(coded('EADDRINUSE', { port: 4900 })))).toMatch(/4900.*KESU_WORKSPACE_PORT/s);
});

it('a fault nobody foresaw is passed on as it is', () => {
  const odd = new Error('odd');
  expect([databaseFault(odd, 'postgres://a/b'), slackFault(odd, null), portFault(odd)]).toEqual([odd, odd, odd]);
});

it('a write to a connection just closed ends nothing; the same words from anywhere else do', () => {
  const fault = new TypeError("Cannot read properties of null (reading 'write')");
  const at = (where: string) => Object.assign(fault, { stack: `${fault.message}\n    at ${where}` });
  const driver = 'Immediate.nextWrite (file:///srv/node_modules/postgres/src/connection.js:255:22)';
  expect(isWriteAfterClose(at(driver))).toBe(true);
  expect(isWriteAfterClose(at('answer (file:///srv/src/slack/answer.ts:10:2)'))).toBe(false);
  expect(isWriteAfterClose(new Error('boom'))).toBe(false);
});
