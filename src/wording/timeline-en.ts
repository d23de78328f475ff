import type { PersonId } from '../domain/ids.ts';
import { formatYuan, type MoneyLine } from '../domain/money.ts';
import { graveEn } from './forms-grave-en.ts';
import { marksEn as m, namesEn as n } from './names-en.ts';
import { readingEn as r } from './reading-en.ts';
import { answerDueAt, clockKind, type Speakers, type TimelineWording } from './speech.ts';

const g = graveEn.crisis;
const tail = (text: string): string => (text.trim() ? `: ${text.trim()}` : '');
const due = (iso: string | null, at: (iso: string) => string): string => (iso ? `, due ${at(iso)}` : '');
/** Kinds of money stand apart, with who pays where that is not the dealership itself. */
const money = (lines: readonly MoneyLine[]): string =>
  lines
    .map((line) => {
      const sum = `${n.money[line.kind].toLowerCase()} ${formatYuan(line.amountFen)}`;
      return line.payer === 'dealer' ? sum : m.noted(sum, `paid by ${n.payer[line.payer]}`);
    })
    .join(', ');
/** Who decided, and whose authority he used. */
const decider = (by: string, onBehalfOf: PersonId | null, who: Speakers): string =>
  onBehalfOf ? m.noted(by, `for ${who.name(onBehalfOf)}`) : by;

/** What happened to a case, in English. */
export const timelineEn: TimelineWording = {
  opened: (e, by, who) => {
    const asked = e.routedTo ? `, ${who.name(e.routedTo)} is asked to claim` : '';
    const again = e.repeatOf ? `, earlier case ${e.repeatOf.number}` : '';
    return `${by} registered it (${n.intake[e.intake]}, ${n.severity[e.severity].toLowerCase()})${asked}${again}`;
  },
  threaded: () => 'Card posted',
  noted: (e, by) => `${by} added${tail(e.text)}`,
  source_edited: (e) => `The message was edited${tail(e.after)}`,
  source_deleted: () => 'The message was deleted; what was registered is kept',
  attached: (e) => `File: ${e.name}`,
  attachment_failed: (e) => `File “${e.name}” could not be kept: ${n.fileFault[e.why]}`,
  claimed: (_, by) => `${by} claimed it`,
  handed_over: (e, by, who) => `${by} handed it over to ${who.name(e.to)}${tail(e.reason)}`,
  severity_changed: (e, by, who) =>
    `${by} changed severity from ${n.severity[e.from]} to ${n.severity[e.to]}${due(answerDueAt(e.clocks), who.at)}${tail(e.reason)}`,
  triggers_found: (e) => `Also mentioned: ${m.list(e.triggers.map((t) => n.trigger[t.trigger]))}`,
  paused: (e, by) => `${by} paused the clocks (${n.pauseReason[e.waitingFor]})${tail(e.reason)}`,
  resumed: (e, by, who) => `${by} resumed the clocks${due(answerDueAt(e.clocks), who.at)}`,
  date_agreed: (e, by, who) => `${by} agreed with the customer on an answer by ${who.at(e.dueAt)}${tail(e.text)}`,
  acknowledged: (e, by) => `${by} is on it (${n.timer[clockKind(e.clock)]})`,
  breached: (e, _, who) => `Overdue: ${n.timer[e.kind]}, due ${who.at(e.dueAt)}`,
  accused: (e, by, who) =>
    e.people.length > 0
      ? `${by} noted who is complained about: ${m.list(e.people.map(who.name))}`
      : `${by} noted that nobody in person is complained about`,
  promised: (e, by, who) => `${by} promised the customer, by ${who.at(e.dueAt)}${tail(e.text)}`,
  promise_kept: (e, by, who) =>
    `${by} kept the promise${tail(who.promise(e.promise))}${e.text.trim() ? `, ${e.text.trim()}` : ''}`,
  promise_broken: (e, _, who) => `Promise not kept in time${tail(who.promise(e.promise))}`,
  amended: (e, by) => {
    const changed = [
      ...(e.category ? [`category to ${n.category[e.category]}`] : []),
      ...(e.customerType ? ['customer type'] : []),
      ...(e.summary ? ['summary'] : []),
      ...Object.keys(e.facts).map((f) => (f === 'vin' ? n.fact.vin : n.fact[f as keyof typeof n.fact].toLowerCase())),
    ];
    return `${by} corrected ${m.list(changed)}`;
  },
  contacted: (e, by) =>
    `${by} contacted the customer (${n.contactWay[e.way]})${e.plan ? ', told the plan' : ''}${tail(e.text)}`,
  read_by_model: (e) => {
    const changed = e.category ? `, category: ${n.category[e.category.value]}` : '';
    const differs = e.doubts.length > 0 ? `, readings differ on ${m.list(e.doubts.map((d) => r.field[d.field]))}` : '';
    return `Read by the model${changed}${differs}`;
  },
  model_gave_up: (e) => `The model did not read it: ${r.gaveUpWhy[e.why]}`,
  contradicted: (e) => `A later message says otherwise: ${m.list(e.doubts.map((d) => r.field[d.field]))}`,
  transcribed: (e) => `Pictures or voice notes say${tail(e.text)}`,
  promise_heard: (e) => `Promise heard${tail(r.heard(e.heard.text, e.heard.dueText))}`,
  promise_waived: (_, by) => `${by} found it was no promise`,
  reading_confirmed: (e, by) => `${by} confirmed ${m.list(e.fields.map((f) => r.field[f]))}`,
  proposed: (e, by) => {
    const sums = e.lines.length > 0 ? `: ${money(e.lines)}` : '';
    return `${by} proposed ${m.list(e.solutions.map((s) => n.solution[s]))}${sums}`;
  },
  withdrawn: (_, by) => `${by} withdrew the proposal`,
  signed: (e, by, who) =>
    `${decider(by, e.onBehalfOf, who)} signed ${formatYuan(e.amountFen)} as ${n.role[e.role]}, the next signature is awaited`,
  approved: (e, by, who) => `${decider(by, e.onBehalfOf, who)} approved ${formatYuan(e.amountFen)}`,
  rejected: (e, by, who) => `${decider(by, e.onBehalfOf, who)} rejected ${formatYuan(e.amountFen)}${tail(e.reason)}`,
  returned: (e, by, who) =>
    `${decider(by, e.onBehalfOf, who)} sent ${formatYuan(e.amountFen)} back for changes${tail(e.reason)}`,
  expired: (e) => `Approval void: ${n.expiry[e.why]}`,
  consent_recorded: (e, by) => `${by} filed the manufacturer’s written consent${tail(e.text)}`,
  accepted: (e, by, who) => {
    const until = e.executeBy ? ` by ${who.at(e.executeBy)}` : '';
    const then = e.responsible
      ? `, ${who.name(e.responsible)} carries it out${until}`
      : until && `, carried out${until}`;
    return `${by} recorded that the customer accepts${then}${tail(e.text)}`;
  },
  declined: (e, by) => `${by} recorded that the customer declines${tail(e.text)}`,
  paid: (e, by) => `${by} recorded the payment${tail(e.proof)}`,
  carried_out: (e, by) => `${by} carried it out${tail(e.proof)}`,
  followed_up: (e, by) =>
    `${by} called back: ${n.followUpResult[e.result]}${e.text.trim() ? `, ${e.text.trim()}` : ''}`,
  closed: (e, by) =>
    `${by} closed it (${n.resolution[e.resolution]}, ${n.causeVerdict[e.verdict]}, responsible: ${m.list(e.parties.map((p) => n.party[p]))})${tail(e.text)}`,
  reopened: (e, by, who) => `${by} reopened it${due(answerDueAt(e.clocks), who.at)}${tail(e.reason)}`,
  dismissed: (e, by) => `${by} found it is not a complaint${tail(e.reason)}`,
  restored: (_, by) => `${by} restored it`,
  duplicate_received: () => 'The same words were posted again',
  detached: (e, by) => `${by} took a message out and made it ${e.number}`,
  refused: (e, by) => `${by} tried “${n.action[e.action]}” and was not allowed to`,
  crisis_watched: (e) => `May become major, being watched${tail(e.reason)}`,
  impact_assessed: (e, by) => {
    const yes = e.yes.length > 0 ? ` (${m.list(e.yes.map((q) => n.impact[q]))})` : '';
    return `${by} assessed the impact: ${e.yes.length} of 5 yes${yes}, ${g.probability[e.probability]}`;
  },
  crisis_opened: (e, by, who) => {
    const team = e.team.length > 0 ? `, team: ${m.list(e.team.map(who.name))}` : '';
    return `${by} opened the crisis file${team}${tail(e.reason)}`;
  },
  crisis_phase_changed: (e, by) => `${by} moved the crisis to “${n.crisisPhase[e.phase]}”${tail(e.reason)}`,
  crisis_room_opened: () => 'The crisis channel was opened',
  crisis_step_set: (e, by, who) => {
    const owner = e.owner ? `, ${who.name(e.owner)} sees to it` : '';
    return `${by} updated a crisis step: ${g.step[e.step]}${owner}${e.done ? ', done' : ''}`;
  },
  media_contacted: (e, by) => `${by} noted a contact with the press (${e.outlet.trim()})${tail(e.text)}`,
  statement_drafted: (e, by) => `${by} drafted a statement${tail(e.text)}`,
  statement_released: (_, by) => `${by} released a statement`,
  report_drafted: (e, by) => `${by} drafted version ${e.version} of the report to the manufacturer`,
  report_sent: (e, by) => `${by} sent version ${e.version} of the report to the manufacturer`,
  merged: (e, by) => `${by} merged it into ${e.number}`,
  merge_received: (e, by) => `${by} merged ${e.number} into it`,
  unmerged: (e, by) => `${by} took ${e.number} out again`,
  revealed: (e, by) =>
    e.files > 0
      ? `${by} opened the files (${e.files})`
      : `${by} looked at full details: ${m.list(e.facts.map((f) => n.maskedFact[f]))}`,
  erased: (e) =>
    `Personal data masked for good, ${e.why === 'retention' ? 'its time of keeping over' : 'at the request of a customer'} (${e.events.length} entries)`,
};
