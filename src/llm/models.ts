import type { PromptName } from '../domain/prompt-name.ts';
import type { Asked, Media, Models, Question } from '../ports.ts';
import { PROMPTS } from '../reading/model-prompts.ts';
import type { Model, ModelAnswer, ModelSurroundings } from './client.ts';
import { createModelLine, type Down, type LineParts, type ModelLine } from './models-line.ts';
import { tryQuestion } from './models-tries.ts';
import type { ModelConfig } from './profiles-config.ts';
import { loadPrompts, type Prompt, render } from './prompts.ts';

/** What the models are made of. */
export interface ModelsParts extends LineParts, Pick<ModelSurroundings, 'fetch' | 'wait'> {
  /** Null: none is set up, the rules read alone. */
  readonly config: ModelConfig | null;
  readonly promptsDir: string;
}

/** The prompts as they were loaded. */
export type Prompts = Readonly<Record<PromptName, Prompt>>;

/** Every prompt of the registry. Throws one Error that names every file at fault, whether a model is set up or not. */
export const loadAllPrompts = (dir: string): Prompts => {
  const inputs = Object.entries(PROMPTS).map(([name, form]) => [name, form.inputs]);
  return loadPrompts(dir, Object.fromEntries(inputs)) as Prompts;
};

/** 8 MB; providers refuse more, or make it small until nothing can be read (llm.md B2). */
const LARGEST_PICTURE = 8 * 1024 * 1024;
const PICTURES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

/** Stands for the schema mode in the log of what was heard. */
const AUDIO = 'audio';

/** Whether pictures may be sent, and there is a model to see them. */
export const seesPictures = (config: ModelConfig): boolean => config.seesPictures && config.visionModel !== null;

/** Recordings cannot be masked either, so that leave to see pictures is leave to hear (KESU_LLM_PICTURES). */
export const hearsVoice = (config: ModelConfig): config is ModelConfig & { readonly audioModel: string } =>
  config.seesPictures && config.audioModel !== null;

/** As it stands in `Models.set` and at the start of the desk: `deepseek:deepseek-flash`. */
export const modelName = (config: ModelConfig): string => `${config.provider}:${config.model}`;

const unfit = (why: string): Asked<never> => ({ type: 'unfit', why });

/** Why these pictures cannot be sent; null when they can. */
function pictureFault(config: ModelConfig, images: readonly Media[]): string | null {
  if (images.length === 0) return null;
  if (config.visionModel === null) return 'this model sees no pictures';
  if (!config.seesPictures) return 'pictures may not be sent to this model (KESU_LLM_PICTURES)';
  if (images.some((image) => !PICTURES.includes(image.mimetype))) return 'not a PNG, JPEG, WebP or GIF';
  return images.some((image) => image.content.byteLength > LARGEST_PICTURE) ? 'a picture of more than 8 MB' : null;
}

/** A connection with all it has learnt. */
interface Desk {
  readonly parts: ModelsParts;
  readonly model: Model;
  readonly prompts: Prompts;
  readonly line: ModelLine;
  /** Prompts that were answered since the start: a request of theirs that is refused is itself at fault, not how we ask. */
  readonly proven: Set<PromptName>;
}

function reporter(line: ModelLine, about: string): (answer: ModelAnswer) => Promise<void> {
  return (answer) => {
    const { mode, model, usage, ms } = answer;
    const failure = answer.type === 'failed' ? answer : null;
    return line.report({
      about,
      mode,
      model,
      outcome: failure?.why ?? 'answered',
      detail: failure?.detail ?? null,
      usage,
      ms,
    });
  };
}

async function askModel(desk: Desk, question: Question): Promise<Asked | Down> {
  const prompt = render(desk.prompts[question.prompt], question.inputs);
  const tell = reporter(desk.line, prompt.version);
  const { model, parts, proven } = desk;
  const tried = await tryQuestion({ model, now: parts.now, tell }, question, prompt, PROMPTS[question.prompt]);
  if (tried.type === 'answered') {
    proven.add(question.prompt);
    return { type: 'answered', answer: tried.json, reader: `${tried.model} ${prompt.version}` };
  }
  if (tried.type !== 'down') return tried;
  const ownFault = tried.why === 'bad_request' && (Boolean(question.images?.length) || proven.has(question.prompt));
  return ownFault ? unfit(tried.detail) : { type: 'down', why: tried.why, waitMs: tried.waitMs };
}

async function hearWith(
  { parts, line }: Desk,
  config: ModelConfig & { readonly audioModel: string },
  recording: Media,
  deadlineMs: number,
): Promise<Asked<string> | Down> {
  const { transcribeVoice } = await import('./client-audio.ts');
  const heard = await transcribeVoice(config, recording, deadlineMs, parts);
  const failure = heard.type === 'failed' ? heard : null;
  const { model, usage, ms } = heard;
  const outcome = failure?.why ?? 'answered';
  await line.report({ about: 'hear', mode: AUDIO, model, outcome, detail: failure?.detail ?? null, usage, ms });
  if (heard.type === 'heard') {
    if (heard.text === '') return { type: 'nonsense', why: 'no words' };
    return { type: 'answered', answer: heard.text, reader: model };
  }
  const { why, waitMs } = heard;
  // A format it does not take, too long a recording.
  if (why === 'bad_request') return unfit(heard.detail);
  return why === 'content_filter' ? { type: 'refused', why } : { type: 'down', why, waitMs };
}

/** Its client is loaded with the first request: the start does not wait for it, and a desk without a model never holds it. */
function modelOf(config: ModelConfig, parts: ModelsParts): Model {
  let opening: Promise<Model> | null = null;
  const open = async () => (await import('./client.ts')).createModel(config, parts);
  return {
    config,
    complete: async (request) => {
      opening ??= open();
      return (await opening).complete(request);
    },
  };
}

/** The model behind its prompts, or none. Throws at faults in `promptsDir`; nothing it returns ever throws but `usageOn`. */
export function createModels(parts: ModelsParts): Models {
  const { config, usage } = parts;
  const prompts = loadAllPrompts(parts.promptsDir);
  if (!config) {
    const none = async () => unfit('no model is set up');
    return {
      set: null,
      ask: none,
      hear: none,
      usageOn: async (day) => ({ models: await usage.on(day), spent: false }),
    };
  }
  const model = modelOf(config, parts);
  const line = createModelLine(parts, config);
  const desk: Desk = { parts, model, prompts, line, proven: new Set() };
  return {
    set: { name: modelName(config), seesPictures: seesPictures(config), hearsVoice: hearsVoice(config) },
    ask: async (question) => {
      const fault = pictureFault(config, question.images ?? []);
      return fault ? unfit(fault) : line.through(() => askModel(desk, question));
    },
    hear: async (recording, deadlineMs) => {
      if (!hearsVoice(config)) return unfit('this model hears no recordings, or may not (KESU_LLM_PICTURES)');
      return line.through(() => hearWith(desk, config, recording, deadlineMs));
    },
    usageOn: async (day) => ({ models: await usage.on(day), spent: await line.isSpent(day) }),
  };
}
