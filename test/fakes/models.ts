import type { PromptName } from '../../src/domain/prompt-name.ts';
import type { UsageDay } from '../../src/domain/usage.ts';
import type { Asked, Media, Models, Question } from '../../src/ports.ts';

/** What the model says to a question; a function sees what was asked. */
export type FakeReply = Asked | ((question: Question) => Asked);
/** What is said to a recording, in place of a prompt's name. */
const VOICE = 'voice';

/** A model that says what the test wants, and writes down what it was asked. */
export interface FakeModels extends Models {
  /** Null as long as none is set up; a test may set one up half-way. */
  set: Models['set'];
  readonly asked: Question[];
  readonly heard: Media[];
  /** What `usageOn` says, whatever the day. */
  usage: { models: readonly UsageDay[]; spent: boolean };
  /** From now on questions of this prompt (or recordings, as `voice`) get this; without one they get `unfit`. */
  answer(prompt: PromptName | 'voice', reply: FakeReply): void;
}

/** A model for flow tests that sees and hears. */
export const FAKE_MODEL = { name: 'fake:model-1', seesPictures: true, hearsVoice: true } as const;

/** An answer as this fake gives it. */
export const answered = <T>(answer: T, reader = 'model-1 read-complaint@1'): Asked<T> => ({
  type: 'answered',
  answer,
  reader,
});

/** Answers by prompt; without `set` no model is there, as in most tests. */
export function createFakeModels(
  start: {
    readonly set?: Models['set'];
    readonly answers?: Readonly<Partial<Record<PromptName | 'voice', FakeReply>>>;
  } = {},
): FakeModels {
  const replies = new Map<string, FakeReply>(Object.entries(start.answers ?? {}));
  const unfit: Asked<never> = { type: 'unfit', why: 'nothing was scripted' };
  const models: FakeModels = {
    set: start.set ?? null,
    asked: [],
    heard: [],
    usage: { models: [], spent: false },
    answer: (prompt, reply) => void replies.set(prompt, reply),
    ask: async (question) => {
      models.asked.push(question);
      const reply = models.set ? replies.get(question.prompt) : undefined;
      return typeof reply === 'function' ? reply(question) : (reply ?? unfit);
    },
    hear: async (recording, deadlineMs) => {
      models.heard.push(recording);
      const reply = models.set ? replies.get(VOICE) : undefined;
      const question: Question = { prompt: 'transcribe-pictures', inputs: {}, images: [recording], deadlineMs };
      const said = typeof reply === 'function' ? reply(question) : (reply ?? unfit);
      return said.type === 'answered' ? { ...said, answer: String(said.answer) } : said;
    },
    usageOn: async () => models.usage,
  };
  return models;
}
