import { type AmendInput, typedFacts } from '../domain/amendment.ts';
import type { Case } from '../domain/case.ts';
import { type Category, type FactName, type Facts, NO_FACTS } from '../domain/complaint.ts';
import { ConflictError, RuleError } from '../domain/errors.ts';
import type { PlaceRef } from '../domain/ids.ts';
import { needReason } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import { vinCheckDigitFits } from '../domain/vin.ts';
import type { Ports } from '../ports.ts';
import { openCases } from './open-case.ts';
import { readForced } from './register-message.ts';

type Needs = Pick<Ports, 'cases' | 'reader' | 'people' | 'places' | 'policies' | 'clock' | 'models'>;

/** A complaint typed into a form; empty fields are left to the reader. `place` is where the form was asked for. */
export interface ComplaintForm {
  readonly text: string;
  /** As typed; an empty one is left to the reader. */
  readonly facts: AmendInput;
  readonly category: Category | null;
  readonly place: PlaceRef | null;
}

/** Opens one case from a form. Its card heads a thread of its own in the complaint channel. Anyone may. */
export async function openCaseFromForm(ports: Needs, by: Person, form: ComplaintForm): Promise<Case> {
  const text = needReason(form.text);
  const typed = typedFacts(form.facts);
  const place = await placeFor(ports, form.place);
  const reading = await readForced(ports, text, ports.clock.now().toISOString());
  const complaints = reading.complaints.slice(0, 1).map((complaint) => ({
    ...complaint,
    text,
    category: form.category
      ? { value: form.category, quote: null, by: 'person' as const, sureness: 'stated' as const }
      : complaint.category,
    facts: typedOrRead(typed, complaint.facts),
    vinCheckDigitOk: typed.vin ? vinCheckDigitFits(typed.vin.value) : complaint.vinCheckDigitOk,
  }));
  const origin = {
    intake: 'form',
    source: null,
    thread: null,
    place,
    reporter: by.id,
    files: [],
    earlier: [],
  } as const;
  const { changes, jobs } = await openCases(ports, { ...reading, complaints }, origin);
  const [opened] = await ports.cases.commit({ cases: changes, jobs });
  if (!opened) throw new ConflictError('a new case');
  return opened;
}

/** What was typed wins; what was left empty is taken from the words. */
function typedOrRead(typed: Partial<Facts>, read: Facts): Facts {
  const names = Object.keys(NO_FACTS) as FactName[];
  return Object.fromEntries(names.map((name) => [name, typed[name] ?? read[name]])) as unknown as Facts;
}

/** The channel the form was asked for in when it is a complaint channel, else the first one. */
async function placeFor(ports: Pick<Ports, 'places'>, asked: PlaceRef | null): Promise<PlaceRef> {
  if (asked && (await ports.places.purposeOf(asked)) === 'complaints') return asked;
  const [first] = await ports.places.withPurpose('complaints');
  if (!first) throw new RuleError('no_complaints_place', {});
  return first;
}
