/*
 * Forged payloads from a seed: right ones in shape, about anything, and the same with parts bent, missing or poisoned.
 */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Fields = { [key: string]: Json };

/** Mulberry32: the same seed forges the same payloads. */
export function dice(seed: number) {
  let a = seed;
  const roll = (): number => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T;
  return { roll, pick, chance: (p: number): boolean => roll() < p };
}
export type Dice = ReturnType<typeof dice>;

const nested = (depth: number): Json => {
  let value: Json = 'x';
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value };
  return value;
};

/** Strings that were some program's undoing once. */
export const NASTY_TEXTS: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u001b[31m\u0007\u0008',
  '\ud83d',
  '\ude00 x',
  '\u202e\u2066反',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  "'; drop table cases; --",
  '%',
  '_%\\',
  '<!channel> <@UADVISOR> <https://x.example|点我>',
  '```*_~`',
  '=HYPERLINK("https://x.example")',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '#{7*7}{{7*7}}',
  '\n'.repeat(2_000),
  '客'.repeat(3_001),
  '𠮷'.repeat(5_000),
  '|||',
  'null',
  '-1',
  '1e309',
  '٣',
  '9'.repeat(400),
];

const NASTY: readonly Json[] = [
  ...NASTY_TEXTS,
  null,
  true,
  0,
  -1,
  1.5,
  Number.MAX_SAFE_INTEGER + 2,
  1e308,
  -1e308,
  [],
  {},
  [null],
  [[]],
  { id: null },
  { length: 1e9 },
  nested(300),
  JSON.parse('{"__proto__":{"isAdmin":true,"role":"general_manager"}}') as Json,
  JSON.parse('{"constructor":{"prototype":{"active":true}}}') as Json,
];

/** Bends one place of a payload, somewhere between its head and its leaves. */
export function bend(payload: Json, d: Dice): Json {
  if (typeof payload !== 'object' || payload === null || d.chance(0.12)) return d.pick(NASTY);
  if (Array.isArray(payload)) {
    if (payload.length === 0 || d.chance(0.2)) return [...payload, d.pick(NASTY)];
    const at = Math.floor(d.roll() * payload.length);
    return payload.map((part, i) => (i === at ? bend(part, d) : part));
  }
  const keys = Object.keys(payload);
  const [key] = [d.pick(keys)];
  if (key === undefined || d.chance(0.1))
    return withKey(payload, d.pick(['__proto__', 'constructor', 'x']), d.pick(NASTY));
  if (d.chance(0.2)) return Object.fromEntries(Object.entries(payload).filter(([name]) => name !== key));
  return withKey(payload, key, bend(payload[key] ?? null, d));
}

/** A key of its own even where it is called `__proto__`, as JSON.parse makes it. */
const withKey = (fields: Fields, key: string, value: Json): Fields =>
  Object.fromEntries([...Object.entries(fields).filter(([name]) => name !== key), [key, value]]);

const RESPONSE = 'https://hooks.slack.example/actions/1';
let serial = 0;
const trigger = (): string => `${++serial}.trigger`;

/** A button in a message, a modal or the Home tab. */
export function press(user: string, actionId: string, value: string, d: Dice): Fields {
  const where = d.pick<Fields>([
    { channel: { id: 'C0KESU' }, message: { ts: '1700000000.000100' }, response_url: RESPONSE },
    { channel: { id: 'C0KESU' }, container: { is_ephemeral: true, channel_id: 'C0KESU' }, response_url: RESPONSE },
    { view: { id: 'V1', type: 'modal', callback_id: 'x', private_metadata: JSON.stringify({ caseId: value }) } },
    { view: { id: 'V2', type: 'home', callback_id: '', private_metadata: '' } },
  ]);
  const menu = actionId === 'case:more' || actionId === 'result';
  const action = menu ? { selected_option: { value } } : { value };
  const actions = [{ type: menu ? 'overflow' : 'button', action_id: actionId, block_id: 'b', ...action }];
  return { type: 'block_actions', user: { id: user }, trigger_id: trigger(), ...where, actions };
}

/** A form with inputs filled in; `about` is its private_metadata. */
export function form(user: string, callbackId: string, about: Json, values: Fields): Fields {
  const blocks = Object.keys(values).map((field) => ({ type: 'input', block_id: field }));
  const state = {
    values: Object.fromEntries(Object.entries(values).map(([field, input]) => [field, { [field]: input }])),
  };
  const metadata = typeof about === 'string' ? about : JSON.stringify(about);
  const view = { id: 'V1', type: 'modal', callback_id: callbackId, private_metadata: metadata, blocks, state };
  return { type: 'view_submission', user: { id: user }, trigger_id: trigger(), view };
}

const one = (value: string): Json => ({ selected_option: { value } });
const many = (...values: string[]): Json => ({ selected_options: values.map((value) => ({ value })) });
const text = (value: string): Json => ({ value });

/** Every input of every form, filled in as whoever may would do it; `words` stands wherever words are typed. */
export const inputs = (user: string, promise = 'id-0', words?: string): { [field: string]: Json } => ({
  ...{
    text: text(words ?? '已处理'),
    reason: text(words ?? '安抚客户'),
    name: text(words ?? '张女士'),
    phone: text('15400001234'),
  },
  ...{
    plate: text('沪A12345'),
    model: text(words ?? '朗逸'),
    demand: text(words ?? '退款'),
    amount: text('300'),
    goodwill: text('200'),
  },
  ...{
    measures: text(words ?? '已安抚'),
    wanted: text(words ?? '支持'),
    outlet: text(words ?? '某报'),
    shifts: text('一至五 08:30-17:30'),
  },
  ...{ csv: text(`某人,总经理,,${user}`), severity: one('major'), category: one('other'), way: one('phone') },
  ...{ solutions: many('compensation'), kind: one('goodwill'), payer: one('dealer'), result: one('satisfied') },
  ...{ files: { files: [{ id: 'F1', name: 'a.pdf' }] }, number: one('20261116-002'), role: one('general_manager') },
  ...{ user: { selected_user: user === 'U0ADVISOR' ? 'U0MANAGER' : user }, assignee: { selected_user: 'U0ADVISOR' } },
  ...{ department: one('management'), purpose: one('major'), impact: many('tension', 'profit', 'attention') },
  ...{ probability: one('high'), phase: one('over'), step: one('plan'), owner: { selected_user: user } },
  ...{ done: many('done'), deputy: { selected_user: 'U0ADVISOR' }, from: { selected_date: '2026-11-16' } },
  ...{ to: { selected_date: '2026-12-16' }, hours: one('own'), due_at: { selected_date_time: 1_900_000_000 } },
  ...{ promise: one(promise), plan: many('plan'), waiting_for: one('manufacturer') },
  ...{ accused: { selected_users: ['U0ADVISOR'] }, resolution: one('apologised'), verdict: one('dissatisfied') },
  ...{ party: one('dealer'), parties: many('customer'), customer_type: one('angry') },
});

export const closed = (user: string, callbackId: string): Fields => ({
  type: 'view_closed',
  user: { id: user },
  view: { id: 'V1', type: 'modal', callback_id: callbackId, private_metadata: '' },
});

export const command = (user: string, text: string, name = '/kesu'): Fields => ({
  ...{ command: name, text, user_id: user, channel_id: 'C0OTHER' },
  ...{ trigger_id: trigger(), response_url: RESPONSE },
});

/** A message shortcut, or a global one. */
export const shortcut = (user: string, callbackId: string, ts: string, d: Dice): Fields => ({
  type: d.chance(0.8) ? 'message_action' : 'shortcut',
  callback_id: callbackId,
  user: { id: user },
  ...{ trigger_id: trigger(), response_url: RESPONSE },
  ...(d.chance(0.9) ? { channel: { id: 'C0KESU' }, message: { ts, type: 'message', text: '等太久', user } } : {}),
});

/** Something that Slack tells, in a channel the desk has no business with or about somebody it never saw. */
export function event(user: string, text: string, d: Dice): Fields {
  const ts = `${1_700_000_000 + serial}.${String(++serial).padStart(6, '0')}`;
  const at = { channel: 'C0OTHER', ts, event_ts: ts };
  const body = d.pick<Fields>([
    { type: 'message', user, text, ...at },
    { type: 'message', user, text, thread_ts: '1600000000.000100', ...at },
    { type: 'message', subtype: 'message_changed', channel: 'C0OTHER', message: { ts, user, text }, event_ts: ts },
    { type: 'message', subtype: 'message_deleted', channel: 'C0OTHER', deleted_ts: ts, event_ts: ts },
    { type: 'message', subtype: 'bot_message', bot_id: 'B1', text, ...at },
    { type: 'app_home_opened', user, tab: 'home' },
    { type: 'user_change', user: { id: 'U0NOBODY', deleted: true } },
    { type: 'reaction_added', user, item: at },
    { type: 'team_join', user: { id: user } },
  ]);
  return { type: 'event_callback', event_id: `Ev${++serial}`, event: body };
}
