import type { Case } from './case.ts';
import type { CaseEventOf } from './case-event.ts';
import { type Category, type CustomerType, type FactName, type Facts, type Found, NO_FACTS } from './complaint.ts';
import { RuleError, type TypedFact } from './errors.ts';
import { parseYuan } from './money.ts';
import { isVin } from './vin.ts';

/** Facts as a person typed them. Absent = leave it, empty = take it away. */
export interface AmendInput {
  readonly customerName?: string;
  readonly phone?: string;
  readonly plate?: string;
  readonly vin?: string;
  readonly model?: string;
  readonly mileageKm?: string;
  /** Yuan, as typed: "1,200.50". */
  readonly amount?: string;
  /** YYYY-MM-DD. */
  readonly occurredOn?: string;
  readonly demand?: string;
  readonly category?: Category;
  readonly customerType?: CustomerType;
  readonly summary?: string;
}

const PLATE =
  /^([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]|使\d{6}|[A-Z]{2}\d{5})$/;

/** Digits only; mainland mobiles and landlines with area code. */
export function normalPhone(typed: string): string {
  const digits = typed
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^86(?=1\d{10}$)/, '');
  if (!/^(1[3-9]\d{9}|0\d{9,11})$/.test(digits)) throw new RuleError('invalid_fact', { fact: 'phone' });
  return digits;
}

/** Upper case without spaces, dots and dashes: 沪A12345, 粤BDF8707. */
export function normalPlate(typed: string): string {
  const plate = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s·•.-]/g, '');
  if (!PLATE.test(plate)) throw new RuleError('invalid_fact', { fact: 'plate' });
  return plate;
}

/** Seventeen characters, upper case. */
export function normalVin(typed: string): string {
  const vin = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');
  if (!isVin(vin)) throw new RuleError('invalid_fact', { fact: 'vin' });
  return vin;
}

function normalMileage(typed: string): number {
  const text = typed.normalize('NFKC').replace(/[\s,]|km|公里/gi, '');
  const wan = /^(\d+(?:\.\d+)?)万$/.exec(text);
  const km = wan ? Math.round(Number(wan[1]) * 10_000) : /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isInteger(km)) throw new RuleError('invalid_fact', { fact: 'mileage' });
  return km;
}

function normalAmount(typed: string): number {
  const fen = parseYuan(typed);
  if (fen === null) throw new RuleError('invalid_fact', { fact: 'amount' });
  return fen;
}

function normalDate(typed: string): string {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? Date.parse(`${typed}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at)) throw new RuleError('invalid_fact', { fact: 'date' });
  return typed;
}

const asTyped = (typed: string): string => typed;

/** The typed facts, normalised. Throws one RuleError `invalid_fact` for all that are wrong. */
export function typedFacts(input: AmendInput): Partial<Facts> {
  const facts: Partial<Record<FactName, Found<string | number> | null>> = {};
  const wrong: TypedFact[] = [];
  const read = (name: FactName, typed: string | undefined, normal: (typed: string) => string | number) => {
    if (typed === undefined) return;
    const text = typed.trim();
    try {
      facts[name] = text === '' ? null : { value: normal(text), quote: null, by: 'person', sureness: 'stated' };
    } catch (error) {
      if (!(error instanceof RuleError && error.code === 'invalid_fact')) throw error;
      wrong.push((error as RuleError<'invalid_fact'>).params.fact);
    }
  };
  read('customerName', input.customerName, asTyped);
  read('phone', input.phone, normalPhone);
  read('plate', input.plate, normalPlate);
  read('vin', input.vin, normalVin);
  read('model', input.model, asTyped);
  read('mileageKm', input.mileageKm, normalMileage);
  read('amountFen', input.amount, normalAmount);
  read('occurredOn', input.occurredOn, normalDate);
  read('demand', input.demand, asTyped);
  const [fact, ...others] = wrong;
  if (fact) throw new RuleError('invalid_fact', { fact, others });
  return facts as Partial<Facts>;
}

/** The event that makes a case agree with what was typed, holding only what differs; null when nothing does. */
export function amendment(c: Case, input: AmendInput): CaseEventOf<'amended'> | null {
  const typed = typedFacts(input);
  const names = (Object.keys(NO_FACTS) as FactName[]).filter(
    (name) => name in typed && (typed[name]?.value ?? null) !== (c.facts[name]?.value ?? null),
  );
  const category = input.category && input.category !== c.category.value ? input.category : null;
  const summary = input.summary?.trim() && input.summary.trim() !== c.summary ? input.summary.trim() : null;
  const customerType = input.customerType && input.customerType !== c.customerType ? input.customerType : null;
  if (names.length === 0 && !category && !customerType && !summary) return null;
  const facts = Object.fromEntries(names.map((name) => [name, typed[name] ?? null])) as CaseEventOf<'amended'>['facts'];
  return { type: 'amended', category, customerType, summary, facts };
}
