import { costMicro } from '../domain/usage.ts';
import { createModel, type Model, type ModelAnswer, type ModelSurroundings } from '../llm/client.ts';
import type { FailureKind } from '../llm/client-failure.ts';
import { hearsVoice, loadAllPrompts, modelName, type Prompts, seesPictures } from '../llm/models.ts';
import { type ModelConfig, type ModelSetUp, priceOf } from '../llm/profiles-config.ts';
import { render } from '../llm/prompts.ts';
import { checkModelAnswer } from '../reading/model-answer.ts';
import { modelInputs } from '../reading/model-answer-inputs.ts';
import { PROMPTS } from '../reading/model-prompts.ts';
import { checkTranscript } from '../reading/transcript.ts';
import { type Finding, note, ok, wrong } from './finding.ts';
import { TEST_PICTURE } from './test-picture.ts';
import type { DoctorWords, ToldFailure } from './words.ts';

/** What the trial needs of the world. */
export interface ModelTrial extends ModelSurroundings {
  readonly promptsDir: string;
  readonly timeZone: string;
  /** Over all tries of one question. */
  readonly deadlineMs: number;
  readonly w: DoctorWords;
}

/** No complaint, nobody's name: whatever is made of it does no harm. */
const HARMLESS = '请问周六上午几点开门？想约一次保养。';
/** Longer than this, and people look at the rules' card for a while. */
const SLOW_MS = 15_000;

const secondsOf = (ms: number): string => (ms / 1000).toFixed(1);

const FAILURES: Readonly<Partial<Record<FailureKind, (w: DoctorWords) => (failure: ToldFailure) => string>>> = {
  timeout: (w) => w.modelTimeout,
  unreachable: (w) => w.modelUnreachable,
  unauthorised: (w) => w.modelUnauthorised,
  no_money: (w) => w.modelNoMoney,
  rate_limited: (w) => w.modelRateLimited,
  bad_request: (w) => w.modelBadRequest,
  fault: (w) => w.modelFault,
};

function failureOf(config: ModelConfig, answer: ModelAnswer & { type: 'failed' }, trial: ModelTrial): Finding {
  const { w, deadlineMs } = trial;
  const sentence = FAILURES[answer.why]?.(w);
  const name = modelName(config);
  if (!sentence) return wrong(w.modelNoUse(name, answer.why));
  return wrong(sentence({ name, url: config.baseUrl, seconds: secondsOf(deadlineMs), detail: answer.detail }));
}

function costOf(config: ModelConfig, { model, usage }: ModelAnswer): string | null {
  const price = priceOf(config, model);
  return usage && price ? `${price.currency} ${(costMicro(usage, price) / 1_000_000).toFixed(6)}` : null;
}

/** One harmless message, through the prompt and the checks every message goes through. */
async function checkReading(model: Model, prompts: Prompts, trial: ModelTrial): Promise<readonly Finding[]> {
  const { w, now, timeZone, deadlineMs } = trial;
  const { config } = model;
  const { inputs } = modelInputs({ text: HARMLESS, postedAt: now(), timeZone }, 'doctor');
  const { system, user } = render<string>(prompts['read-complaint'], inputs);
  const { schema, maxTokens } = PROMPTS['read-complaint'];
  const answer = await model.complete({ system, user, schema, maxTokens, deadlineMs });
  if (answer.type === 'failed') return [failureOf(config, answer, trial)];
  const name = modelName(config);
  const read = checkModelAnswer(answer.json);
  if (!read.ok) return [wrong(w.modelNoUse(name, read.detail))];
  const { mode, usage: tokens, ms } = answer;
  const told = w.model({ name, mode, seconds: secondsOf(ms), tokens, cost: costOf(config, answer) });
  return ms > SLOW_MS ? [ok(told), note(w.modelSlow(secondsOf(ms)))] : [ok(told)];
}

async function checkPictures(model: Model, prompts: Prompts, { w, deadlineMs }: ModelTrial): Promise<Finding> {
  const { config } = model;
  if (config.visionModel === null) return note(w.picturesNotSeen);
  if (!seesPictures(config)) return note(w.picturesNotAllowed);
  const { system, user } = render(prompts['transcribe-pictures'], { count: '1' });
  const { schema, maxTokens } = PROMPTS['transcribe-pictures'];
  const images = [TEST_PICTURE];
  const answer = await model.complete({ system, user, schema, maxTokens, deadlineMs, images });
  if (answer.type === 'failed') return wrong(w.picturesFail(answer.model, answer.detail));
  const read = checkTranscript(answer.json);
  return read.ok
    ? ok(w.pictures(answer.model, secondsOf(answer.ms)))
    : wrong(w.picturesFail(answer.model, read.detail));
}

/**
 * Tries the connection: what it takes, what it costs, whether it sees and hears. What is wrong with the settings or the prompts themselves is
 * told by the checks of those. What this asks is not counted against the day's budget.
 */
export async function checkModel(setUp: ModelSetUp, trial: ModelTrial): Promise<readonly Finding[]> {
  const { w, promptsDir, ...around } = trial;
  if (setUp.type === 'off') return [note(w.modelOff)];
  if (setUp.type === 'faulty') return [];
  const prompts = promptsOrNull(promptsDir);
  if (!prompts) return [];
  const { config } = setUp;
  const model = createModel(config, around);
  const reading = await checkReading(model, prompts, trial);
  if (reading.some(({ mark }) => mark === 'wrong')) return reading;
  const voice = hearsVoice(config) ? note(w.voice(config.audioModel)) : note(w.voiceNot);
  return [...reading, await checkPictures(model, prompts, trial), voice];
}

function promptsOrNull(dir: string): Prompts | null {
  try {
    return loadAllPrompts(dir);
  } catch {
    return null;
  }
}
