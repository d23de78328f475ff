import { digestEn } from './digest-en.ts';
import { marksEn as m } from './names-en.ts';
import type { ApprovalWording, CardWording, HomeWording, Screens, WhyWording } from './screens.ts';

const card: CardWording = {
  label: {
    category: 'Category',
    customer: 'Customer',
    vehicle: 'Vehicle',
    demand: 'Wants',
    amount: 'Amount',
    assignee: 'With',
    due: 'Due',
    reporter: 'Reported by',
    proposal: 'Proposal',
  },
  unclaimed: 'nobody yet',
  noDue: 'to be set',
  uncertain: 'to be confirmed',
  alsoAbout: (categories) => `also ${categories}`,
  missing: (what) => `Still missing: ${what}`,
  missingPhone: 'phone',
  missingVehicle: 'plate or VIN',
  vinCheck: 'The check digit of the VIN does not fit; please check it once more',
  malformedVin: (end, length) => `The VIN (ending ${end}) has ${length} characters instead of 17; please check it`,
  missingYear: (year) => `There is no working calendar for ${year} yet; please set the due time by hand`,
  sourceEdited: 'The message was edited; the original is kept on the timeline',
  sourceDeleted: 'The message was deleted; what was registered is kept',
  instruction: 'The message held orders to the desk; they were noted, not followed',
  attachments: (names, more) => (more > 0 ? `Files: ${names.join(', ')} and ${more} more` : `Files: ${m.list(names)}`),
  paidBy: (payer) => `paid by ${payer}`,
  reopened: (times) => (times === 1 ? 'reopened once' : `reopened ${times} times`),
  mergedInto: (number) => `Merged into ${number}`,
  satisfied: 'Customer satisfied, ready to close',
  more: 'More…',
  timeline: 'Timeline',
  why: 'Why this reading',
  withdraw: {
    title: 'Withdraw the proposal',
    text: 'The case goes back to “In progress” and a new proposal can be made.',
    yes: 'Withdraw',
    no: 'Keep it',
  },
  restore: {
    title: 'Restore the case',
    text: 'The case goes back to “Unclaimed” and counts as a complaint again.',
    yes: 'Restore',
    no: 'Cancel',
  },
  seeCard: 'See the card',
};

const approval: ApprovalWording = {
  waiting: 'Awaiting approval',
  about: 'About',
  solutions: 'Proposal',
  proposedBy: (name, at) => `Proposed by ${name}, ${at}`,
  reason: 'Reason',
  paidBefore: (amount) => `Already paid on this case: ${amount}`,
  ask: (mentions) => `${mentions}, please decide`,
  nobody: 'Nobody’s limit covers this amount at present; please ask an administrator to adjust the limits',
  noMoney: 'No money involved',
  approved: (name, at) => `Approved by ${name}, ${at}`,
  rejected: (name, at) => `Rejected by ${name}, ${at}`,
  confirm: (number, amount, total) => ({
    title: 'Approve the proposal',
    text: `Approve ${amount} for ${number}?`,
    yes: `Approve ${total}`,
    no: 'Look again',
  }),
};

const home: HomeWording = {
  hello: (name) => `Hello, ${name}`,
  noRole:
    'You have no role yet. You can register complaints; to work on them, please ask an administrator to set a role.',
  mine: (count) => `My cases (${count})`,
  noneMine: 'Nothing is waiting for you. Nice work.',
  unclaimed: (count) => `Unclaimed (${count})`,
  noneUnclaimed: 'Every case is being looked after.',
  toApprove: (count) => `Waiting for my approval (${count})`,
  newCase: 'Register a complaint',
};

const why: WhyWording = {
  title: 'Why this reading',
  verdict: (verdict) => `Reading: ${verdict}`,
  evidence: 'Words it rests on',
  instructions: 'Orders in the message, noted and not followed',
  decidedBy: (name) => `Confirmed by ${name}`,
  reader: (reader) => `Read by: ${reader}`,
  note: 'It was added to an existing case as a note',
  severity: (severity, triggers) => `Severity “${severity}”: ${triggers}`,
  noTriggers: 'Nothing was found that raises the severity',
  category: (category, how) => `Category “${category}”, ${how}`,
  unread: 'This message has not been read yet. Please look again in a moment.',
};

/** English screens. */
export const screensEn: Screens = {
  card,
  approval,
  list: {
    none: 'No cases here at the moment.',
    more: (count) => `${count} more`,
    open: 'Open',
    earlier: (count) => `${count} earlier entries are not shown`,
    onlyYou: 'Only you can see this',
  },
  home,
  digest: digestEn,
  why,
  timeline: { title: 'Timeline' },
  ask: {
    register: 'Register',
    notComplaint: 'Not a complaint',
    anotherMatter: 'Another matter, open a new case',
    mergeInto: (number) => `Merge into ${number}`,
  },
  people: {
    title: (count) => `People (${count})`,
    none: 'Nobody has been set up yet. Please ask an administrator.',
    admin: 'administrator',
  },
  files: {
    menu: (count) => `Open the files (${count})`,
    none: (number) => `${number} has no files.`,
    here: (number) => `The files of ${number}. Please use them for this case only and do not pass them on.`,
    sent: (number, count) =>
      `I have sent you the files of ${number} (${count}) in a direct message. This look is on the timeline.`,
  },
  revealed: {
    title: (number) => `${number} customer details`,
    audit: 'This look is on the timeline. Please use it for this case only and do not pass it on.',
    empty: 'No customer details have been registered for this case yet.',
  },
  help: {
    title: 'How to use the complaint desk',
    intro:
      'Post the customer’s words in the complaint channel, or send them to me directly. I will make a card and keep the time limit.',
    commands: [
      { words: 'new', does: 'register a complaint with a form' },
      { words: 'mine', does: 'cases that are with me' },
      { words: 'all', does: 'all open cases' },
      { words: 'major', does: 'open cases that are major or may become so' },
      { words: 'search words', does: 'look up by number, name, phone or plate' },
      { words: '20261116-001', does: 'one case by its number' },
      { words: 'morning', does: 'what is due today; “digest” for the day so far, “weekly” for the week' },
      { words: 'who 3800', does: 'who approves this amount' },
      { words: 'visits 632', does: 'vehicles in the workshop this week (managers)' },
      { words: 'deputy', does: 'name who stands in while you are away; “deputy end” when you are back' },
      { words: 'shifts', does: 'shifts and standing deputies (administrators)' },
      { words: 'people', does: 'people and roles; administrators can set them' },
      { words: 'people import', does: 'set many people at once (administrators)' },
      { words: 'channel', does: 'set what this channel is for' },
      { words: 'help', does: 'this page' },
    ],
    hints: [
      'A message elsewhere can be registered too: choose “登记为客诉” in its menu.',
      'To see why a message was or was not registered, choose “为什么？” in its menu.',
      'Customer details on a card are masked. “Show full details” reveals them and leaves a record.',
    ],
  },
  error: {
    title: 'Not done',
    broken: (token) => `Something went wrong. Please quote ${token} to an administrator and try again a little later.`,
    expired: 'This button has expired. Please open the latest card and go on from there.',
    tooSlow: 'That took too long to open. Please press once more.',
    busy: 'A colleague was working on this case at the same moment. Please press once more.',
    unknownCommand: (typed) => `“${typed}” is not known here. Try “help” to see what is.`,
  },
  done: {
    registered: 'Registered.',
    decided: (number, amount, state) => `${number}: ${amount}, ${state}`,
    acknowledged: (number, what) => `Noted: you are on it (${what} of ${number}). No more reminders of this one.`,
    detached: (number, from) => `Opened as ${number}, no longer part of ${from}.`,
    merged: (number, into) => `${number} is now part of ${into}.`,
    people: (count) => (count === 1 ? '1 colleague saved.' : `${count} colleagues saved.`),
    place: (purpose) => `This channel is now for: ${purpose}.`,
  },
};
