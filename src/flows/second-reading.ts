import type { Case } from '../domain/case.ts';
import type { CaseEventOf } from '../domain/case-event.ts';
import type { Doubt, DoubtField, SecondReading } from '../domain/case-reading.ts';
import { type ComplaintReading, type FactName, type Facts, type Found, NO_FACTS } from '../domain/complaint.ts';
import type { MessageRef } from '../domain/ids.ts';
import type { Ports } from '../ports.ts';
import type { MergedReading } from '../reading/model-merge.ts';
import { type ComplaintInsight, type Disagreement, NO_INSIGHT } from '../reading/model-merge-complaint.ts';

/** Where the second reading of something new stands. */
export const secondOf = (ports: Pick<Ports, 'models'>): SecondReading => (ports.models.set ? 'awaited' : 'alone');

/** What rules and model together make of one complaint. */
export interface SecondLook {
  readonly complaint: ComplaintReading;
  readonly insight: ComplaintInsight;
  readonly disagreements: readonly Disagreement[];
  /** Model and prompt version. */
  readonly reader: string;
  readonly instructions: readonly string[];
  readonly unsupported: number;
}

/** The looks of a merged reading, one for each of its complaints; what is said of the message as a whole stands on the first. */
export function looksOf(merged: MergedReading, reader: string, unsupported: number): readonly SecondLook[] {
  return merged.reading.complaints.map((complaint, i) => ({
    complaint,
    insight: merged.insights[i] ?? NO_INSIGHT,
    disagreements: merged.disagreements.filter((d) => d.complaint === i || (d.complaint === null && i === 0)),
    reader,
    instructions: i === 0 ? merged.reading.instructions : [],
    unsupported: i === 0 ? unsupported : 0,
  }));
}

const sameFact = (a: Found<unknown> | null, b: Found<unknown> | null): boolean =>
  a?.value === b?.value && a?.quote === b?.quote && a?.sureness === b?.sureness;

/** Facts that the two readings together see otherwise than the case, without those a person set. */
function newFacts(c: Case, read: Facts): Partial<Facts> {
  const names = (Object.keys(NO_FACTS) as FactName[]).filter(
    (name) =>
      c.facts[name]?.by !== 'person' &&
      !c.reading.byPerson.some((field) => field === name) &&
      !sameFact(c.facts[name], read[name]),
  );
  return Object.fromEntries(names.map((name) => [name, read[name]])) as Partial<Facts>;
}

/** The values of a look that stand for a doubt, as doubts store them. */
function heldBy(field: DoubtField, { complaint }: SecondLook): string | null {
  if (field === 'category') return complaint.category.value;
  if (field === 'severity') return complaint.severity;
  if (field === 'customerType') return complaint.customerType;
  const found = field in complaint.facts ? complaint.facts[field as FactName] : null;
  return found === null ? null : String(found.value);
}

/** What the readings differ on, as a person is shown it: what the case holds, and what the other one says. */
function doubtsOf(c: Case, look: SecondLook): Doubt[] {
  return look.disagreements.flatMap(({ field, rules, model }): Doubt[] => {
    if (field === 'relation' || c.reading.byPerson.some((set) => set === field)) return [];
    if (field === 'verdict' || field === 'split') return [{ field, held: rules, said: model, by: 'model' }];
    const held = heldBy(field, look);
    return held === model ? [{ field, held, said: rules, by: 'rule' }] : [{ field, held, said: model, by: 'model' }];
  });
}

/** The event of a case's own words read by a model: what changes, and what stays in doubt. What a person set is left alone. */
export function ownWordsRead(c: Case, look: SecondLook, message: MessageRef | null): CaseEventOf<'read_by_model'> {
  const { complaint, insight } = look;
  const byPerson = new Set(c.reading.byPerson);
  const byHand = c.category.by === 'person' || byPerson.has('category');
  const category = byHand || sameFact(c.category, complaint.category) ? null : complaint.category;
  const customerType = byPerson.has('customerType') ? null : complaint.customerType;
  return {
    type: 'read_by_model',
    message,
    reader: look.reader,
    summary: byPerson.has('summary') || complaint.summary === c.summary ? null : complaint.summary,
    category,
    subcategory: complaint.subcategory,
    secondaryCategories: [...complaint.secondaryCategories],
    customerType: customerType === c.customerType ? null : customerType,
    facts: newFacts(c, complaint.facts),
    hiddenNeed: insight.hiddenNeed,
    emotion: insight.emotion,
    doubts: doubtsOf(c, look),
    instructions: look.instructions.filter((words) => !c.instructions.includes(words)),
    rerouted: null,
    unsupported: look.unsupported,
  };
}

/** The event of a later message read by a model: what was missing is filled in, what it says otherwise stays in doubt. */
export function laterWordsRead(c: Case, look: SecondLook, message: MessageRef): CaseEventOf<'read_by_model'> {
  const { complaint, insight } = look;
  const names = (Object.keys(NO_FACTS) as FactName[]).filter(
    (name) => c.facts[name] === null && !c.reading.byPerson.includes(name) && complaint.facts[name] !== null,
  );
  const { demand } = complaint.facts;
  const otherDemand: Doubt[] =
    demand?.by === 'model' && demand.sureness === 'stated' && c.facts.demand && c.facts.demand.value !== demand.value
      ? [{ field: 'demand', held: c.facts.demand.value, said: demand.value, by: 'message' }]
      : [];
  return {
    type: 'read_by_model',
    message,
    reader: look.reader,
    summary: null,
    category: null,
    subcategory: null,
    secondaryCategories: null,
    customerType: c.customerType === 'unknown' && complaint.customerType !== 'unknown' ? complaint.customerType : null,
    facts: Object.fromEntries(names.map((name) => [name, complaint.facts[name]])) as Partial<Facts>,
    hiddenNeed: insight.hiddenNeed,
    emotion: insight.emotion,
    doubts: otherDemand,
    instructions: look.instructions.filter((words) => !c.instructions.includes(words)),
    rerouted: null,
    unsupported: look.unsupported,
  };
}
