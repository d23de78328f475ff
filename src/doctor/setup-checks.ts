import { type Config, ConfigError, readConfig } from '../config.ts';
import type { Policy } from '../domain/policy.ts';
import { isWorkingDay, UnknownYearError } from '../domain/working-days.ts';
import { loadAllPrompts } from '../llm/models.ts';
import { readPolicyFile } from '../policy-file.ts';
import { type Finding, messageOf, note, ok, wrong } from './finding.ts';
import type { DoctorWords } from './words.ts';

/** The first version that runs TypeScript as it stands here. */
const NODE = 24;

/** `version` as process.versions.node has it. */
export const checkNode = (version: string, w: DoctorWords): Finding =>
  Number(version.split('.')[0]) >= NODE ? ok(w.node(version)) : wrong(w.oldNode(version, NODE));

/** Null where something is at fault; each fault is a finding. */
export function checkConfig(
  w: DoctorWords,
  read: () => Config = readConfig,
): { readonly config: Config | null; readonly findings: readonly Finding[] } {
  try {
    return { config: read(), findings: [ok(w.config)] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const findings = error.faults.map(({ variable, problem, remedy }) =>
      wrong(w.configFault(variable, problem, remedy)),
    );
    return { config: null, findings };
  }
}

/** Null where the file is at fault. */
export function checkPolicy(
  file: string | null,
  w: DoctorWords,
): { readonly policy: Policy | null; readonly findings: readonly Finding[] } {
  try {
    return { policy: readPolicyFile(file).policy, findings: [ok(w.policy(file))] };
  } catch (error) {
    return { policy: null, findings: [wrong(w.policyFault(messageOf(error)))] };
  }
}

function knowsYear(year: string, store: Policy['store']): boolean {
  try {
    isWorkingDay(`${year}-03-01`, store);
    return true;
  } catch (error) {
    if (error instanceof UnknownYearError) return false;
    throw error;
  }
}

/** The calendars of this year and the next. The notice for the next one comes in November, so that before December it is no fault to lack it. */
export function checkCalendar(today: string, store: Policy['store'], w: DoctorWords): readonly Finding[] {
  const year = today.slice(0, 4);
  const next = String(Number(year) + 1);
  const lacking = today.slice(5, 7) === '12' ? wrong : note;
  return [
    knowsYear(year, store) ? ok(w.calendar(year)) : wrong(w.calendarMissing(year)),
    knowsYear(next, store) ? ok(w.calendar(next)) : lacking(w.calendarMissing(next)),
  ];
}

/** Every prompt of the registry, whether a model is set up or not. */
export function checkPrompts(dir: string, w: DoctorWords): Finding {
  try {
    return ok(w.prompts(Object.keys(loadAllPrompts(dir)).length));
  } catch (error) {
    return wrong(w.promptsFault(messageOf(error)));
  }
}
