import type { DoctorWords } from './words.ts';

/** The doctor in English. */
export const WORDS_EN: DoctorWords = {
  title: 'Kesu doctor',
  verdict: (wrong) => (wrong === 0 ? 'Nothing is wrong.' : `${wrong} to mend: see the lines with ✗ above.`),
  node: (version) => `Node ${version}`,
  oldNode: (version, needed) => `Node ${version} is too old, ${needed} or later is needed: npm ci, then npm run doctor`,
  config: 'The environment reads well',
  configFault: (variable, problem, remedy) => `${variable} ${problem} → ${remedy}`,
  policy: (file) => (file === null ? 'Rules: the defaults (no KESU_POLICY_FILE)' : `Rules: ${file}`),
  policyFault: (message) =>
    `The policy file cannot be read: ${message}. Mend it, or leave KESU_POLICY_FILE empty for the defaults`,
  calendar: (year) => `The working calendar of ${year} is there`,
  calendarMissing: (year) =>
    `There is no working calendar of ${year}, so time limits by law that reach into it cannot be reckoned: after the State Council's notice upgrade chinese-days, or write it into store.calendar of the policy file`,
  prompts: (count) => `All ${count} prompts load`,
  promptsFault: (message) => `Prompts at fault: ${message}. Restore the files in prompts/ from the repository`,
  database: (where, applied) => `The database ${where} opens, all ${applied} migrations are applied`,
  databaseNew: (where) => `The database ${where} is not there yet; the first start makes it`,
  databasePending: (where, pending) => `The database ${where} opens; the next start applies ${pending} migrations`,
  databaseInUse: (where) => `The database ${where} is in use by a running Kesu and was not looked into`,
  databaseFault: (message) => `The database does not open: ${message}`,
  modelOff: 'No model is set up (KESU_LLM): the rules read',
  model: ({ name, mode, seconds, tokens, cost }) =>
    [
      `The model ${name} understood a test message: ${seconds} s, by ${mode}`,
      tokens === null
        ? 'no tokens told'
        : `${tokens.input} tokens in (${tokens.cached} of them cached), ${tokens.output} out`,
      cost === null ? 'price unknown (KESU_LLM_PRICE)' : `about ${cost} for it`,
    ].join(', '),
  modelSlow: (seconds) =>
    `The model took ${seconds} s, which is slow: cards appear by rules first and fill in later; a smaller one is quicker (KESU_LLM_MODEL)`,
  modelNoUse: (name, detail) =>
    `The model ${name} answers, but not as asked (${detail}): choose another one (KESU_LLM_MODEL)`,
  modelTimeout: ({ name, seconds, url }) =>
    `The model ${name} did not answer within ${seconds} s: check the network to ${url}, or choose a quicker one (KESU_LLM_MODEL)`,
  modelUnreachable: ({ url, detail }) =>
    `${url} cannot be reached (${detail}): check the network and its proxy, and KESU_LLM_URL`,
  modelUnauthorised: ({ url, detail }) =>
    `${url} does not take this key (${detail}): copy it again from the provider's console to KESU_LLM_KEY`,
  modelNoMoney: ({ name, detail }) =>
    `The account of ${name} is out of money (${detail}): top it up in the provider's console`,
  modelRateLimited: ({ name, detail }) =>
    `${name} says there are too many requests (${detail}): try later, or have the limit raised at the provider`,
  modelBadRequest: ({ name, url, detail }) =>
    `${url} does not take requests to ${name} (${detail}): check KESU_LLM_MODEL and KESU_LLM_URL`,
  modelFault: ({ name, detail }) =>
    `The provider of ${name} fails (${detail}): try later; should it stay like this, check KESU_LLM_URL`,
  pictures: (model, seconds) => `Pictures: may be sent, and ${model} sees them (${seconds} s)`,
  picturesFail: (model, detail) =>
    `Pictures: may be sent, but ${model} does not see them (${detail}): set KESU_LLM_VISION_MODEL to a model that does, or KESU_LLM_PICTURES=no`,
  picturesNotAllowed:
    'Pictures: are not sent, for they cannot be masked (KESU_LLM_PICTURES=yes allows it); people are asked for words',
  picturesNotSeen: 'Pictures: this model sees none (KESU_LLM_VISION_MODEL); people are asked for words',
  voice: (model) => `Voice: can be transcribed (${model}, not tried)`,
  voiceNot: 'Voice: is not transcribed; people are asked for words',
};
