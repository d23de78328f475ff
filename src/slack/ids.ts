import type { CaseAction } from '../domain/case-action.ts';

/** The one slash command. */
export const COMMAND = '/kesu';

/** Message shortcuts, by callback id; manifest.json has the same. */
export const SHORTCUT = { register: 'register_complaint', why: 'explain_message' } as const;

/** Buttons and menus of cards. The value of a case button is the case id. */
export const ACTION = {
  /** Every case button: `case:claim`, `case:propose` … */
  case: (action: CaseAction): string => `case:${action}`,
  /** The menu that holds the less frequent case actions and what is only looked at; an option's value is `<what>:<case id>`. */
  more: 'case:more',
  /** One more reply draft in another tone; the value is the case id. */
  draftGentle: 'draft:gentle',
  draftFormal: 'draft:formal',
  draftBrief: 'draft:brief',
  /** Opens a case in the asker's eyes only, from a list; the value is the case id. */
  open: 'case:open',
  /** Another page of a list; the values are `<from>|<list>|<words searched for>`. */
  nextPage: 'list:next',
  previousPage: 'list:previous',
  /** Approval card; value `<case id>|<proposal id>|<amount in fen shown>`. */
  approve: 'approval:approve',
  reject: 'approval:reject',
  return: 'approval:return',
  /** "Is it a complaint?"; the value is the message ref. */
  register: 'message:register',
  notComplaint: 'message:not_complaint',
  /** "Another matter": the message was taken for the wrong case; the value is the message ref. */
  detach: 'message:detach',
  /** Makes a new case part of an earlier one; value `<case id>|<earlier number>`. */
  mergeInto: 'case:merge_into',
  /** "I am on it"; value `<case id>|<clock key>`. */
  acknowledge: 'clock:acknowledge',
  /** A promise heard in a message: notes it by a form, or says that it is none; the value is `<case id>|<id of what was heard>`. */
  promiseHeard: 'promise:note',
  promiseWaived: 'promise:waive',
  /** Opens the form for a new complaint. */
  newCase: 'case:new',
  /** Report card; `report:send` has `<case id>|<report id>|<version shown>`, the other the case id. */
  reportSend: 'report:send',
  reportEdit: 'report:edit',
  /** Crisis card; the value is the case id, that of a release `<case id>|<statement id>`. */
  crisisAssess: 'crisis:assess',
  crisisPhase: 'crisis:phase',
  crisisStep: 'crisis:step',
  crisisMedia: 'crisis:media',
  crisisStatement: 'crisis:statement',
  crisisRelease: 'crisis:release',
} as const;

/** Modals, by callback id. */
export const FORM = {
  newCase: 'form:new_case',
  handOver: 'form:hand_over',
  severity: 'form:severity',
  amend: 'form:amend',
  contact: 'form:contact',
  propose: 'form:propose',
  proposeConfirm: 'form:propose_confirm',
  reject: 'form:reject',
  return: 'form:return',
  addConsent: 'form:add_consent',
  accept: 'form:accept',
  decline: 'form:decline',
  pay: 'form:pay',
  carryOut: 'form:carry_out',
  followUp: 'form:follow_up',
  close: 'form:close',
  reopen: 'form:reopen',
  dismiss: 'form:dismiss',
  merge: 'form:merge',
  agreeDate: 'form:agree_date',
  promise: 'form:promise',
  keepPromise: 'form:keep_promise',
  pause: 'form:pause',
  accuse: 'form:accuse',
  people: 'form:people',
  peopleCsv: 'form:people_csv',
  place: 'form:place',
  report: 'form:report',
  crisisAssess: 'form:crisis_assess',
  crisisPhase: 'form:crisis_phase',
  crisisStep: 'form:crisis_step',
  crisisMedia: 'form:crisis_media',
  crisisStatement: 'form:crisis_statement',
  delegate: 'form:delegate',
  shifts: 'form:shifts',
} as const;

/** Inputs of forms: block id and action id are the same word. */
export const FIELD = {
  text: 'text',
  name: 'name',
  phone: 'phone',
  plate: 'plate',
  vin: 'vin',
  model: 'model',
  mileage: 'mileage',
  amount: 'amount',
  date: 'date',
  demand: 'demand',
  category: 'category',
  customerType: 'customer_type',
  severity: 'severity',
  reason: 'reason',
  assignee: 'assignee',
  way: 'way',
  solutions: 'solutions',
  refund: 'refund',
  refundPayer: 'refund_payer',
  goodwill: 'goodwill',
  kind: 'kind',
  payer: 'payer',
  /** A second line beside the refund. */
  amount2: 'amount_2',
  kind2: 'kind_2',
  payer2: 'payer_2',
  files: 'files',
  result: 'result',
  number: 'number',
  user: 'user',
  role: 'role',
  department: 'department',
  csv: 'csv',
  purpose: 'purpose',
  measures: 'measures',
  wanted: 'wanted',
  impact: 'impact',
  probability: 'probability',
  phase: 'phase',
  step: 'step',
  owner: 'owner',
  done: 'done',
  outlet: 'outlet',
  deputy: 'deputy',
  noDeputy: 'no_deputy',
  from: 'from',
  to: 'to',
  hours: 'hours',
  shifts: 'shifts',
  /** A date with its time. */
  dueAt: 'due_at',
  promise: 'promise',
  plan: 'plan',
  waitingFor: 'waiting_for',
  accused: 'accused',
  resolution: 'resolution',
  verdict: 'verdict',
  party: 'party',
  parties: 'parties',
} as const;
export type FieldId = (typeof FIELD)[keyof typeof FIELD];

/** The value of an option that stands for nothing: no role, no department, no special purpose. */
export const NONE = 'none';
