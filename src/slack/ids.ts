import type { CaseAction } from '../domain/case-action.ts';

/** The one slash command. */
export const COMMAND = '/kesu';

/** Message shortcuts, by callback id; manifest.json has the same. */
export const SHORTCUT = { register: 'register_complaint', why: 'explain_message' } as const;

/** Buttons and menus of cards. The value of a case button is the case id. */
export const ACTION = {
  /** Every case button: `case:claim`, `case:propose` … */
  case: (action: CaseAction): string => `case:${action}`,
  /** The menu that holds the less frequent case actions; an option's value is `<action>:<case id>`. */
  more: 'case:more',
  /** Shows why the message became a case. */
  why: 'case:why',
  /** Shows the whole timeline of a case. */
  timeline: 'case:timeline',
  /** Opens a case in the asker's eyes only, from a list; the value is the case id. */
  open: 'case:open',
  /** Approval card; value `<case id>|<proposal id>|<amount in fen shown>`. */
  approve: 'approval:approve',
  reject: 'approval:reject',
  /** "Is it a complaint?"; the value is the message ref. */
  register: 'message:register',
  notComplaint: 'message:not_complaint',
  /** Opens the form for a new complaint. */
  newCase: 'case:new',
} as const;

/** Modals, by callback id. */
export const FORM = {
  newCase: 'form:new_case',
  handOver: 'form:hand_over',
  severity: 'form:severity',
  amend: 'form:amend',
  contact: 'form:contact',
  propose: 'form:propose',
  approve: 'form:approve',
  reject: 'form:reject',
  accept: 'form:accept',
  decline: 'form:decline',
  carryOut: 'form:carry_out',
  followUp: 'form:follow_up',
  close: 'form:close',
  reopen: 'form:reopen',
  dismiss: 'form:dismiss',
  merge: 'form:merge',
  people: 'form:people',
  peopleCsv: 'form:people_csv',
  place: 'form:place',
} as const;
export type FormId = (typeof FORM)[keyof typeof FORM];

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
  severity: 'severity',
  reason: 'reason',
  assignee: 'assignee',
  way: 'way',
  solutions: 'solutions',
  refund: 'refund',
  goodwill: 'goodwill',
  payer: 'payer',
  files: 'files',
  result: 'result',
  number: 'number',
  user: 'user',
  role: 'role',
  department: 'department',
  csv: 'csv',
  purpose: 'purpose',
} as const;
export type FieldId = (typeof FIELD)[keyof typeof FIELD];

/** The value of an option that stands for nothing: no role, no department, no special purpose. */
export const NONE = 'none';
