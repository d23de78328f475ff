import { LogLevel, type Logger as SlackLogger } from '@slack/bolt';
import type { Logger } from '../log.ts';

type Level = 'debug' | 'info' | 'warn' | 'error';

const slackLevel: Readonly<Record<string, LogLevel>> = {
  trace: LogLevel.DEBUG,
  debug: LogLevel.DEBUG,
  info: LogLevel.INFO,
  warn: LogLevel.WARN,
};

/** What Slack's libraries say, in our log. The level is pino's own: at debug they print whole bodies, customers' words included. */
export function boltLogger(log: Logger, name = 'slack'): SlackLogger {
  let mod = name;
  const write =
    (level: Level) =>
    (...said: unknown[]): void => {
      if (!log.isLevelEnabled(level)) return;
      const err = said.find((part) => part instanceof Error);
      const rest = said
        .filter((part) => part !== err)
        .map((part) => (typeof part === 'string' ? part : JSON.stringify(part)));
      log[level]({ mod, ...(err ? { err } : {}) }, rest.join(' ') || (err?.message ?? ''));
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    setLevel: () => {},
    getLevel: () => slackLevel[log.level] ?? LogLevel.ERROR,
    setName: (given) => {
      mod = given;
    },
  };
}
