import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DeskParts, loadPeople, markPlaces, type RunningDesk, startDesk } from './app.ts';
import { type Config, ConfigError, readStartConfig, readTraceConfig } from './config.ts';
import { startCron } from './cron.ts';
import { openDatabase } from './db/open-database.ts';
import { modelName, seesPictures } from './llm/models.ts';
import { createLogger, type Logger } from './log.ts';
import { readPolicyFile } from './policy-file.ts';
import type { Clock } from './ports.ts';
import type { SlackConfig } from './slack/clients.ts';
import { databaseFault, isWriteAfterClose, portFault, slackFault } from './start-fault.ts';
import { TRIAL_CHANNELS, TRIAL_HINTS, TRIAL_PEOPLE, TRIAL_PLACES, TRIAL_TEAM, trialPeopleCsv } from './trial.ts';
import { NO_TRACES, type Tracer } from './watching/tracing.ts';
import { startWorkspace, type Workspace } from './workspace/workspace.ts';

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

/** Says what is wrong in plain lines and ends the process. */
function refuse(headline: string, error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`\n${headline}\n\n  ${message.replaceAll('\n', '\n  ')}\n\n`);
  process.exit(1);
}

function configOrRefuse(): Config {
  try {
    return readStartConfig();
  } catch (error) {
    if (error instanceof ConfigError)
      return refuse('Kesu cannot start: the configuration needs mending (see .env.example).', error);
    throw error;
  }
}

/** The local workspace that stands in for Slack when no tokens are set. */
function openWorkspace(config: Config, port: number): Promise<Workspace> {
  const root = join(import.meta.dirname, '..');
  return startWorkspace({
    manifest: JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')),
    port,
    people: [...TRIAL_PEOPLE],
    channels: TRIAL_CHANNELS.map((channel) => ({ ...channel, members: [...channel.members] })),
    hints: [...TRIAL_HINTS],
    team: TRIAL_TEAM,
    stateFile: join(config.dataDir, 'workspace.json'),
    pageDir: join(root, 'src', 'workspace', 'page'),
  });
}

function slackOf({ slack, slackApiUrl }: Config, workspace: Workspace | null): SlackConfig {
  const health = slack.mode !== 'http' && slack.healthPort !== null ? { port: slack.healthPort, host: slack.host } : {};
  if (workspace) {
    const { botToken, appToken, apiUrl } = workspace;
    return { botToken, appToken, apiUrl, ...health };
  }
  const api = slackApiUrl ? { apiUrl: slackApiUrl } : {};
  if (slack.mode === 'http') {
    const { botToken, signingSecret, port, host } = slack;
    return { botToken, signingSecret, port, host, ...api };
  }
  if (slack.mode === 'workspace') throw new Error('no way to reach Slack');
  const { botToken, appToken } = slack;
  return { botToken, appToken, ...health, ...api };
}

/** People and channels: the trial's own, and whatever lists are configured. */
async function settleIn(
  config: Config,
  desk: RunningDesk,
  workspace: Workspace | null,
  people: string | null,
): Promise<void> {
  if (workspace && (await desk.ports.people.withRole()).length === 0) await loadPeople(desk.ports, trialPeopleCsv());
  if (workspace) await markPlaces(desk.ports, TRIAL_PLACES);
  if (people) await loadPeople(desk.ports, people);
  if (config.peopleFile) await loadPeople(desk.ports, readFileSync(config.peopleFile, 'utf8'));
}

/** Who reads: the model, what it may see and spend, or the rules. */
function readerLine({ model: { config, budget } }: Config, language: Config['language']): string {
  const zh = language === 'zh';
  if (!config)
    return zh
      ? '没有配置模型，按规则读取（KESU_LLM，见 .env.example）。'
      : 'No model is set up (KESU_LLM): the rules read.';
  const { costMicro, currency, tokens } = budget;
  const limits = [
    ...(costMicro === null ? [] : [`${currency} ${costMicro / 1_000_000}`]),
    ...(tokens === null ? [] : [`${tokens} tokens`]),
  ].join(', ');
  const name = modelName(config);
  if (zh)
    return `模型 ${name}${seesPictures(config) ? '，可读图片' : ''}${limits && `，每日上限 ${limits}`}。检查连接：npm run doctor`;
  const sees = seesPictures(config) ? ', sees pictures' : '';
  return `Reading with ${name}${sees}${limits && `, at most ${limits} a day`}. To try it: npm run doctor`;
}

function announce(config: Config, workspace: Workspace | null): void {
  // Counted from the start of the process, loading included.
  const seconds = (performance.now() / 1000).toFixed(1);
  if (workspace) {
    tell(`\n  Kesu 客诉已就绪（${seconds} 秒）。请在浏览器打开 / open in a browser:\n\n    ${workspace.url}\n`);
    tell(`  ${readerLine(config, 'zh')}`);
    tell(`  这是本机试用工作区，数据存在 ${config.dataDir}。按 Ctrl+C 停止。\n`);
  } else {
    tell(
      `Kesu ready in ${seconds} s, ${config.slack.mode === 'http' ? `HTTP on port ${config.slack.port}` : 'Socket Mode'}.`,
    );
    tell(readerLine(config, config.language));
  }
}

/** Ends in order, once: no new events, jobs finished, database closed. */
function endOnSignal(log: Logger, steps: readonly (() => Promise<void>)[]): void {
  let ending = false;
  const end = async (signal: string) => {
    if (ending) return;
    ending = true;
    log.info({ signal }, 'stopping');
    for (const step of steps) await step().catch((error) => log.error({ err: error }, 'a step of stopping failed'));
    process.exit(0);
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

/** Loaded only where traces are wanted. */
async function tracerOf(log: Logger): Promise<Tracer> {
  const config = readTraceConfig();
  return config === null ? NO_TRACES : (await import('./watching/otlp.ts')).createOtlpTracer(config, log);
}

async function run(): Promise<void> {
  const config = configOrRefuse();
  const log = createLogger(config.logLevel);
  const clock: Clock = { now: () => new Date(), newId: randomUUID };
  const { policy, people } = readPolicyFile(config.policyFile);
  const where = config.databaseUrl ? { url: config.databaseUrl } : { dataDir: join(config.dataDir, 'database') };
  const [database, workspace] = await Promise.all([
    openDatabase({ ...where, log, now: () => clock.now() }).catch((error) => {
      throw databaseFault(error, config.databaseUrl);
    }),
    config.slack.mode === 'workspace' ? openWorkspace(config, config.slack.port) : null,
  ]);
  if (!config.databaseUrl)
    log.info('embedded database: one process, one machine; set DATABASE_URL for a Postgres server');
  const { storeId, language, admins } = config;
  const tracer = await tracerOf(log);
  const parts: DeskParts = {
    database,
    storeId,
    slack: slackOf(config, workspace),
    language,
    policy,
    admins,
    model: config.model,
    clock,
    log,
    tracer,
  };
  const desk = await startDesk(parts).catch((error) => {
    throw slackFault(error, config.slackApiUrl);
  });
  await settleIn(config, desk, workspace, people);
  const maintain = async () => {
    await desk.prune();
    await database.maintain();
  };
  const ticks = { lookForJobs: desk.jobs.wake, listen: desk.listen, watchClocks: desk.watchClocks, maintain };
  // The embedded database has one process, which always looks.
  const stopCron = startCron(ticks, log, database.kind === 'postgres' ? desk.turns : null);
  endOnSignal(log, [stopCron, desk.stop, tracer.stop, async () => workspace?.stop(), database.close]);
  announce(config, workspace);
}

/** Starts the desk as the environment describes it, and says when it is ready; ends the process when it cannot. */
export async function start(): Promise<void> {
  // A connection library that rejects with nobody listening: say so and end, so that whoever supervises starts a sound process again.
  process.on('unhandledRejection', (error) =>
    refuse('Kesu stopped: something failed that nobody was waiting for.', error),
  );
  process.on('uncaughtException', (error) => {
    if (isWriteAfterClose(error)) return tell('a connection to the database was closed while it was written to');
    refuse('Kesu stopped: something failed that nobody was waiting for.', error);
  });
  await run().catch((error) => refuse('Kesu could not start.', portFault(error)));
}
