import { languageOf, readModelConfig } from '../config.ts';
import { checkDatabase } from '../doctor/database-check.ts';
import { checkDesk } from '../doctor/desk-check.ts';
import { type Finding, lineOf } from '../doctor/finding.ts';
import { checkModel } from '../doctor/model-check.ts';
import { checkCalendar, checkConfig, checkNode, checkPolicy, checkPrompts } from '../doctor/setup-checks.ts';
import { slackWords } from '../doctor/slack-words.ts';
import { doctorWords } from '../doctor/words.ts';
import { localDate } from '../domain/business-time.ts';
import { DEFAULT_POLICY } from '../domain/policy.ts';
import { PROMPTS_DIR } from '../llm/prompts.ts';
import { createLogger } from '../log.ts';
import { argumentsOf, tell } from './command.ts';

/** For one question to the model, in ms: about what the desk itself allows. */
const DEADLINE_MS = 45_000;

/** kesu doctor: says what works and what does not, one line a check, each ✗ with how to mend it. Changes nothing. 1 when something is wrong. */
export async function run(args: readonly string[]): Promise<number> {
  argumentsOf(args, {});
  const w = doctorWords(languageOf());
  const now = () => new Date();
  let faults = 0;
  const show = (findings: readonly Finding[]): void => {
    for (const finding of findings) tell(lineOf(finding));
    faults += findings.filter(({ mark }) => mark === 'wrong').length;
  };
  tell(`${w.title}\n`);
  show([checkNode(process.versions.node, w)]);
  const { config, findings } = checkConfig(w);
  show(findings);
  const { policy, findings: policyFindings } = checkPolicy(config?.policyFile ?? null, w);
  if (config) show(policyFindings);
  const { store } = policy ?? DEFAULT_POLICY;
  show(checkCalendar(localDate(now(), store.timeZone), store, w));
  show([checkPrompts(PROMPTS_DIR, w)]);
  if (config) {
    const database = await checkDatabase(config, w);
    show([database]);
    const log = createLogger('fatal');
    show(await checkDesk(config, database.mark === 'ok', slackWords(languageOf()), log));
  }
  const { timeZone } = store;
  show(await checkModel(readModelConfig(), { promptsDir: PROMPTS_DIR, timeZone, now, deadlineMs: DEADLINE_MS, w }));
  tell(`\n${w.verdict(faults)}`);
  return faults > 0 ? 1 : 0;
}
