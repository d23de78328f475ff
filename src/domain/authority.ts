import type { LimitKind } from './authority-limit.ts';
import { type Held, rolesHeld, standInFor } from './duty.ts';
import { RuleError } from './errors.ts';
import type { CaseId, PersonId } from './ids.ts';
import { type MoneyLine, totalFen } from './money.ts';
import { type Department, type Person, ROLES, type Role } from './person.ts';
import type { AuthorityRule, Policy } from './policy.ts';
import type { Solution } from './solution.ts';

/*
 * Who may sign what (domain.md §3, ours where no source has amounts): role × kind × payer, per decision and cumulative per case, per car and
 * per month. What was declined, rejected or withdrawn counts for nothing.
 */

/** Money that was approved and still stands. */
export interface LedgerEntry {
  readonly caseId: CaseId;
  readonly approvedBy: PersonId;
  readonly lines: readonly MoneyLine[];
  /** The same car as the case in question, within the policy's days. */
  readonly sameVehicle: boolean;
  /** Approved in the store-local month of the decision. */
  readonly thisMonth: boolean;
}

/** What is to be signed. */
export interface Request {
  readonly caseId: CaseId;
  readonly proposedBy: PersonId;
  readonly lines: readonly MoneyLine[];
  readonly solutions: readonly Solution[];
  readonly accused: readonly PersonId[];
  readonly signedBy: readonly { readonly by: PersonId; readonly role: Role }[];
  readonly hasConsent: boolean;
}

/** Why a role may not sign: which limit, how much it allows, and what it would come to. */
export interface Excess {
  readonly limit: LimitKind;
  readonly limitFen: number;
  readonly wouldBeFen: number;
}

const matching = (rule: AuthorityRule, lines: readonly MoneyLine[]): readonly MoneyLine[] =>
  lines.filter(
    (line) =>
      (rule.kinds === undefined || rule.kinds.includes(line.kind)) &&
      (rule.payers === undefined || rule.payers.includes(line.payer)),
  );

function ruleExcess(
  rule: AuthorityRule,
  by: PersonId,
  request: Request,
  ledger: readonly LedgerEntry[],
): Excess | null {
  const asked = totalFen(matching(rule, request.lines));
  if (asked === 0) return null;
  const before = (fits: (entry: LedgerEntry) => boolean) =>
    ledger.filter(fits).reduce((sum, entry) => sum + totalFen(matching(rule, entry.lines)), 0);
  const checks: readonly (readonly [LimitKind, number | null, () => number])[] = [
    ['decision', rule.perDecisionFen, () => 0],
    ['case', rule.perCaseFen, () => before((e) => e.caseId === request.caseId)],
    ['vehicle', rule.perVehicleFen, () => before((e) => e.caseId === request.caseId || e.sameVehicle)],
    ['month', rule.perMonthFen, () => before((e) => e.approvedBy === by && e.thisMonth)],
  ];
  for (const [limit, limitFen, spent] of checks) {
    if (limitFen === null) continue;
    const wouldBeFen = asked + spent();
    if (wouldBeFen > limitFen) return { limit, limitFen, wouldBeFen };
  }
  return null;
}

/** Null when the role's rules cover the request for this person; else the first limit it goes past. */
export function excessOf(
  role: Role,
  by: PersonId,
  request: Request,
  ledger: readonly LedgerEntry[],
  policy: Policy,
): Excess | null {
  const rules = role === 'advisor' ? [] : policy.authority.rules.filter((rule) => rule.role === role);
  const covered = request.lines.every((line) => rules.some((rule) => matching(rule, [line]).length > 0));
  if (!covered || rules.length === 0) return { limit: 'kind', limitFen: 0, wouldBeFen: totalFen(request.lines) };
  for (const rule of rules) {
    const excess = ruleExcess(rule, by, request, ledger);
    if (excess) return excess;
  }
  return null;
}

/** The roles that have to sign one after another, where the policy asks for several; else none. */
export function signingChain(lines: readonly MoneyLine[], policy: Policy): readonly Role[] {
  const amount = totalFen(lines);
  const fits = policy.authority.signatures.filter((s) => amount > s.aboveFen);
  return fits.sort((a, b) => b.aboveFen - a.aboveFen)[0]?.roles ?? [];
}

/** Return or replacement of the car, or more than the policy's sum: the manufacturer's written consent is needed too (domain.md §3). */
export const needsConsent = (request: Pick<Request, 'lines' | 'solutions'>, policy: Policy): boolean => {
  const above = policy.authority.manufacturerConsentAboveFen;
  return (
    request.solutions.some((s) => s === 'vehicle_return' || s === 'vehicle_replacement') ||
    (above !== null && totalFen(request.lines) > above)
  );
};

/** How somebody may sign now: with which role, on whose behalf, and whether his is the last signature. */
export interface Signing extends Held {
  readonly last: boolean;
}

/** Why a person may not sign, as a refusal; or how he may. */
export function signingOf(
  person: Person,
  request: Request,
  ledger: readonly LedgerEntry[],
  people: readonly Person[],
  now: Date,
  policy: Policy,
): Signing | RuleError {
  if (person.id === request.proposedBy) return new RuleError('own_proposal', {});
  if (request.accused.includes(person.id)) return new RuleError('complained_about', {});
  if (request.signedBy.some((s) => s.by === person.id)) return new RuleError('signed_already', {});
  // Nobody signs with the authority of whoever proposed it, or of whoever it is about.
  const held = rolesHeld(person, people, now, policy).filter(
    ({ onBehalfOf }) =>
      onBehalfOf === null || (onBehalfOf !== request.proposedBy && !request.accused.includes(onBehalfOf)),
  );
  const chain = signingChain(request.lines, policy);
  const wanted = chain[request.signedBy.length];
  if (wanted && request.signedBy.length < chain.length - 1) {
    const first = held.find((h) => h.role === wanted);
    return first ? { ...first, last: false } : new RuleError('other_signs_first', { role: wanted });
  }
  const fitting = held.filter((h) => wanted === undefined || h.role === wanted);
  if (fitting.length === 0 && wanted) return new RuleError('other_signs_first', { role: wanted });
  const excesses = fitting.map((h) => [h, excessOf(h.role, person.id, request, ledger, policy)] as const);
  const able = excesses.find(([, excess]) => excess === null)?.[0];
  if (able) return { ...able, last: true };
  // A deputy hears of the limit he borrows rather than that his own role has none.
  const [, told] = excesses.find(([, e]) => e !== null && e.limit !== 'kind') ?? excesses[0] ?? [];
  const excess = told ?? { limit: 'kind' as const, limitFen: 0, wouldBeFen: totalFen(request.lines) };
  const roles = rolesThatCover(request, ledger, policy);
  return new RuleError('above_authority', { amountFen: totalFen(request.lines), ...excess, roles });
}

/** The roles whose limits cover a request, lowest first; monthly limits are each person's own and are not looked at here. */
export const rolesThatCover = (request: Request, ledger: readonly LedgerEntry[], policy: Policy): readonly Role[] =>
  ROLES.filter((role) => excessOf(role, '' as PersonId, request, ledger, policy) === null);

const isSigning = (result: Signing | RuleError): result is Signing => !(result instanceof RuleError);

/** People who may sign a request now. */
export const signersFor = (
  request: Request,
  ledger: readonly LedgerEntry[],
  people: readonly Person[],
  now: Date,
  policy: Policy,
): readonly { readonly person: Person; readonly signing: Signing }[] =>
  people.flatMap((person) => {
    if (!person.active || person.role === null) return [];
    const signing = signingOf(person, request, ledger, people, now, policy);
    return isSigning(signing) ? [{ person, signing }] : [];
  });

/** Of those who may sign, the ones of the lowest level (or of the next one up, for a fallback): a small sum does not call the general manager. */
export function askedFirst(
  signers: readonly { readonly person: Person; readonly signing: Signing }[],
  department: Department | null,
  level = 0,
): readonly Person[] {
  const roles = ROLES.filter((role) => signers.some((s) => s.signing.role === role));
  const role = roles[Math.min(level, roles.length - 1)];
  const able = signers.filter((s) => s.signing.role === role).map((s) => s.person);
  if (role !== 'department_manager' || department === null) return able;
  // A manager of another department may sign, but is not called for it; service stands in for a department without one.
  const of = (wanted: Department) => able.filter((p) => p.department === wanted);
  return [of(department), of('service'), able].find((found) => found.length > 0) ?? able;
}

/** Those asked first who are there: for somebody away whoever stands in, where he may sign. */
export function askedNow(
  signers: readonly { readonly person: Person; readonly signing: Signing }[],
  department: Department | null,
  people: readonly Person[],
  now: Date,
  policy: Policy,
): readonly Person[] {
  const byId = new Map(people.map((p) => [p.id, p]));
  const there = askedFirst(signers, department).map((person) => {
    const standIn = standInFor(person, byId, now, policy);
    return standIn && signers.some((s) => s.person.id === standIn.id) ? standIn : person;
  });
  return [...new Set(there)];
}

/** How this person may sign, or the RuleError that says why not. Throws `consent_missing` where the manufacturer has to agree in writing. */
export function checkMaySign(
  person: Person,
  request: Request,
  ledger: readonly LedgerEntry[],
  people: readonly Person[],
  now: Date,
  policy: Policy,
): Signing {
  const signing = signingOf(person, request, ledger, people, now, policy);
  if (!isSigning(signing)) throw signing;
  if (signing.last && needsConsent(request, policy) && !request.hasConsent) {
    throw new RuleError('consent_missing', { manufacturer: policy.manufacturer });
  }
  return signing;
}
