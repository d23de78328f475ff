import { formatYuan, totalFen } from '../domain/money.ts';
import { marksEn as m, namesEn as n } from './names-en.ts';
import type { TimelineWording } from './speech.ts';

const tail = (text: string): string => (text.trim() ? `: ${text.trim()}` : '');
const due = (iso: string | null, at: (iso: string) => string): string => (iso ? `, due ${at(iso)}` : '');

/** What happened to a case, in English. */
export const timelineEn: TimelineWording = {
  opened: (e, by) => `${by} registered it (${n.intake[e.intake]}, ${n.severity[e.severity].toLowerCase()})`,
  threaded: () => 'Card posted',
  noted: (e, by) => `${by} added${tail(e.text)}`,
  source_edited: (e) => `The message was edited${tail(e.after)}`,
  source_deleted: () => 'The message was deleted; what was registered is kept',
  attached: (e) => `File: ${e.name}`,
  attachment_failed: (e) => `File “${e.name}” could not be kept: ${n.fileFault[e.why]}`,
  claimed: (_, by) => `${by} claimed it`,
  handed_over: (e, by, who) => `${by} handed it over to ${who.name(e.to)}${tail(e.reason)}`,
  severity_changed: (e, by, who) =>
    `${by} changed severity from ${n.severity[e.from]} to ${n.severity[e.to]}${due(e.dueAt, who.at)}${tail(e.reason)}`,
  amended: (e, by) => {
    const changed = [
      ...(e.category ? [`category to ${n.category[e.category]}`] : []),
      ...(e.summary ? ['summary'] : []),
      ...Object.keys(e.facts).map((f) => (f === 'vin' ? n.fact.vin : n.fact[f as keyof typeof n.fact].toLowerCase())),
    ];
    return `${by} corrected ${m.list(changed)}`;
  },
  contacted: (e, by) => `${by} contacted the customer (${n.contactWay[e.way]})${tail(e.text)}`,
  proposed: (e, by) => {
    const total = totalFen(e.lines);
    return `${by} proposed ${m.list(e.solutions.map((s) => n.solution[s]))}${total > 0 ? `, ${formatYuan(total)}` : ''}`;
  },
  withdrawn: (_, by) => `${by} withdrew the proposal`,
  approved: (e, by) => `${by} approved ${formatYuan(e.amountFen)}`,
  rejected: (e, by) => `${by} rejected ${formatYuan(e.amountFen)}${tail(e.reason)}`,
  accepted: (e, by) => `${by} recorded that the customer accepts${tail(e.text)}`,
  declined: (e, by) => `${by} recorded that the customer declines${tail(e.text)}`,
  carried_out: (e, by) => `${by} carried it out${tail(e.proof)}`,
  followed_up: (e, by) =>
    `${by} called back: ${n.followUpResult[e.result]}${e.text.trim() ? `, ${e.text.trim()}` : ''}`,
  closed: (e, by) => `${by} closed it${tail(e.text)}`,
  reopened: (e, by, who) => `${by} reopened it${due(e.dueAt, who.at)}${tail(e.reason)}`,
  dismissed: (e, by) => `${by} found it is not a complaint${tail(e.reason)}`,
  restored: (_, by) => `${by} restored it`,
  merged: (e, by) => `${by} merged it into ${e.number}`,
  merge_received: (e, by) => `${by} merged ${e.number} into it`,
  unmerged: (e, by) => `${by} took ${e.number} out again`,
  revealed: (e, by) =>
    e.files > 0
      ? `${by} opened the files (${e.files})`
      : `${by} looked at full details: ${m.list(e.facts.map((f) => n.maskedFact[f]))}`,
};
