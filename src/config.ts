import { existsSync } from 'node:fs';
import { z } from 'zod';
import { type ModelSetting, type ModelSetUp, modelConfig, NO_MODEL } from './llm/profiles-config.ts';
import { type TraceConfig, traceConfig } from './watching/otlp-config.ts';

/** One thing wrong with the environment, and how to mend it. */
export interface ConfigFault {
  readonly variable: string;
  readonly problem: string;
  readonly remedy: string;
}

/** Everything is wrong at once: all faults, so that nobody mends them one start at a time. */
export class ConfigError extends Error {
  readonly faults: readonly ConfigFault[];
  constructor(faults: readonly ConfigFault[]) {
    super(faults.map((f) => `${f.variable}: ${f.problem}\n    → ${f.remedy}`).join('\n'));
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/** How the desk reaches its chat. */
export type SlackConfig =
  | {
      readonly mode: 'workspace';
      readonly port: number;
      /** Where /healthz and /metrics are answered; null = nowhere. */
      readonly healthPort: number | null;
      readonly host: string;
    }
  | {
      readonly mode: 'socket';
      readonly botToken: string;
      readonly appToken: string;
      /** Where /healthz and /metrics are answered; null = nowhere, Socket Mode itself needs no port. */
      readonly healthPort: number | null;
      readonly host: string;
    }
  | {
      readonly mode: 'http';
      readonly botToken: string;
      readonly signingSecret: string;
      readonly port: number;
      readonly host: string;
    };

export interface Config {
  readonly slack: SlackConfig;
  readonly slackApiUrl: string | null;
  /** A postgres:// URL, or null for the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly storeId: string;
  readonly language: 'zh' | 'en';
  readonly logLevel: string;
  /** Lower case. */
  readonly admins: readonly string[];
  readonly policyFile: string | null;
  readonly peopleFile: string | null;
  readonly model: ModelSetting;
}

const SLACK_APPS = 'https://api.slack.com/apps';
const REMEDIES: Readonly<Record<string, string>> = {
  SLACK_BOT_TOKEN: `${SLACK_APPS} → your app → OAuth & Permissions → Bot User OAuth Token`,
  SLACK_APP_TOKEN: `${SLACK_APPS} → your app → Basic Information → App-Level Tokens, scope connections:write`,
  SLACK_SIGNING_SECRET: `${SLACK_APPS} → your app → Basic Information → Signing Secret`,
  SLACK_API_URL: 'leave it empty for Slack itself, or give the address of a Slack-compatible server ending in /api/',
  DATABASE_URL: 'postgres://user:password@host:5432/database, or leave it empty for the embedded database',
  KESU_PORT: 'a free port between 1 and 65535',
  KESU_WORKSPACE_PORT: 'a free port between 1 and 65535',
  KESU_HOST: 'an address to listen on, such as 127.0.0.1 or 0.0.0.0',
  KESU_LANGUAGE: 'zh or en',
  KESU_LOG_LEVEL: 'debug, info, warn or error',
  KESU_ADMINS: 'e-mail addresses as people have them in Slack, separated by commas',
  KESU_STORE: 'a short name of letters, digits and dashes',
  KESU_DATA_DIR: 'a folder this user may write to',
  KESU_POLICY_FILE: 'the path of an existing YAML file; see README, "Configuration"',
  KESU_PEOPLE_FILE: 'the path of an existing CSV file; see README, "Configuration"',
};

const PLACEHOLDER =
  /your|change.?me|replace|example|xxx|\.\.\.|<.*>|placeholder|dummy|insert|(?:token|secret|password).?here|signing.?secret|(.)\1{11}/i;
/** The address of the remedy, or a password that nobody has set. */
const PLACEHOLDER_LOGIN = /\/\/user:password@|:(?:change.?me|your.?password|<[^@]*>|\.\.\.|xxx+)@/i;
const secret = (start: RegExp, what: string) =>
  z
    .string()
    .regex(start, `does not look like ${what}`)
    .refine((value) => !PLACEHOLDER.test(value), 'is still a placeholder')
    .optional();
const port = z.coerce.number({ error: 'is not a port number' }).int('is not a port number').min(1).max(65_535);
const file = z
  .string()
  .refine((path) => existsSync(path), 'there is no such file')
  .optional();

/** Where HTTP mode listens unless told otherwise. */
const HTTP_PORT = 3000;

const environment = z.object({
  SLACK_BOT_TOKEN: secret(/^xoxb-/, 'a bot token (xoxb-…)'),
  SLACK_APP_TOKEN: secret(/^xapp-/, 'an app-level token (xapp-…)'),
  SLACK_SIGNING_SECRET: secret(/^[0-9a-zA-Z-]{16,}$/, 'a signing secret'),
  SLACK_API_URL: z.url({ protocol: /^https?$/, error: 'is not a web address' }).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, 'is not a postgres:// address')
    .refine((url) => !PLACEHOLDER_LOGIN.test(url), 'is still a placeholder')
    .optional(),
  KESU_PORT: port.optional(),
  KESU_HOST: z.string().min(1).default('0.0.0.0'),
  KESU_WORKSPACE_PORT: port.default(4900),
  KESU_DATA_DIR: z.string().min(1).default('data'),
  KESU_STORE: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,40}$/, 'may hold letters, digits and dashes')
    .default('store-1'),
  KESU_LANGUAGE: z.enum(['zh', 'en'], 'is not a language of the interface').default('zh'),
  KESU_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], 'is not a level').default('info'),
  KESU_ADMINS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(/[,，;\s]+/)
        .filter((entry) => entry !== '')
        .map((entry) => entry.toLowerCase()),
    )
    .refine(
      (list) => list.every((entry) => /^[^@\s]+@[^@\s]+$/.test(entry)),
      'has an entry that is not an e-mail address',
    ),
  KESU_POLICY_FILE: file,
  KESU_PEOPLE_FILE: file,
});
type Environment = z.infer<typeof environment>;

const fault = (variable: string, problem: string): ConfigFault => ({
  variable,
  problem,
  remedy: REMEDIES[variable] ?? 'see .env.example',
});

/** What belongs together: a bot token needs a way in, and a way in needs a bot token. */
function missing(env: Readonly<Record<string, string | undefined>>): ConfigFault[] {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: signing } = env;
  const faults: ConfigFault[] = [];
  if (!bot && (app || signing)) faults.push(fault('SLACK_BOT_TOKEN', 'is missing, though another Slack secret is set'));
  if (bot && !app && !signing) {
    faults.push(fault('SLACK_APP_TOKEN', 'is missing: Socket Mode needs it (or set SLACK_SIGNING_SECRET for HTTP)'));
  }
  return faults;
}

function slack(env: Environment): SlackConfig {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = env;
  if (botToken && appToken)
    return { mode: 'socket', botToken, appToken, healthPort: env.KESU_PORT ?? null, host: env.KESU_HOST };
  if (botToken && signingSecret)
    return { mode: 'http', botToken, signingSecret, port: env.KESU_PORT ?? HTTP_PORT, host: env.KESU_HOST };
  return {
    mode: 'workspace',
    port: env.KESU_WORKSPACE_PORT,
    healthPort: env.KESU_PORT ?? null,
    host: env.KESU_HOST,
  };
}

/** The language of the interface, whatever else is wrong. */
export const languageOf = (env: Readonly<Record<string, string | undefined>> = process.env): 'zh' | 'en' =>
  env.KESU_LANGUAGE?.trim() === 'en' ? 'en' : 'zh';

/** The model's part alone: what is wrong with the rest is no reason not to try it. */
export const readModelConfig = (env: Readonly<Record<string, string | undefined>> = process.env): ModelSetUp =>
  modelConfig(env);

/**
 * The configuration of a start. Throws ConfigError also where the local workspace would open on a database server that nobody chose for it: real
 * data beside a page that anybody on this machine may open.
 */
export function readStartConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const config = readConfig(env);
  if (config.slack.mode !== 'workspace' || config.databaseUrl === null || env.KESU_WORKSPACE_PORT?.trim())
    return config;
  const problem = 'is missing, though DATABASE_URL is set (to try Kesu on that database, set KESU_WORKSPACE_PORT)';
  throw new ConfigError([fault('SLACK_BOT_TOKEN', problem)]);
}

/** Where traces go, by OpenTelemetry's own variables; null where none are wanted. */
export const readTraceConfig = (env: Readonly<Record<string, string | undefined>> = process.env): TraceConfig | null =>
  traceConfig(env);

/** Reads the environment once. An empty variable is an unset one. Throws ConfigError with every fault. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = environment.safeParse(set);
  const wrong = (parsed.error?.issues ?? []).map((issue) => fault(String(issue.path[0]), issue.message));
  const model = modelConfig(set);
  const faults = [...wrong, ...missing(set), ...(model.type === 'faulty' ? model.faults : [])];
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const e = parsed.data;
  return {
    slack: slack(e),
    slackApiUrl: e.SLACK_API_URL ?? null,
    databaseUrl: e.DATABASE_URL ?? null,
    dataDir: e.KESU_DATA_DIR,
    storeId: e.KESU_STORE,
    language: e.KESU_LANGUAGE,
    logLevel: e.KESU_LOG_LEVEL,
    admins: e.KESU_ADMINS,
    policyFile: e.KESU_POLICY_FILE ?? null,
    peopleFile: e.KESU_PEOPLE_FILE ?? null,
    model: model.type === 'configured' ? model : NO_MODEL,
  };
}
