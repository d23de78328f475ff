import { ACTION_RULES, type CaseAction } from '../../src/domain/case-action.ts';
import type { CaseEventType } from '../../src/domain/case-event.ts';
import { totalFen } from '../../src/domain/money.ts';
import type { Person } from '../../src/domain/person.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { type Find, groupedBy, type Views } from './findings.ts';

/*
 * Who did what, held against who may: by the rules' own table, and by the sums a role may sign.
 */

const NEEDS: Partial<Record<CaseEventType, CaseAction>> = {
  claimed: 'claim',
  contacted: 'log_contact',
  proposed: 'propose',
  approved: 'approve',
  rejected: 'reject',
  accepted: 'accept',
  declined: 'decline',
  paid: 'pay',
  carried_out: 'carry_out',
  followed_up: 'follow_up',
};

interface Signed {
  readonly by: Person;
  readonly number: string;
  readonly fen: number;
  /** `2026-11`, as the store reckons it. */
  readonly month: string;
  /** Whether it counts: what the customer declined gave the sum back. */
  readonly stands: boolean;
}

/** Nobody did what his role may not, and nobody signed more than he may. */
export function judgeAuthority({ database }: Views, find: Find): void {
  const people = new Map(database.people.map((p) => [p.id, p]));
  const signed: Signed[] = [];
  for (const { case: c, events } of database.cases) {
    for (const { at, by: id, body } of events) {
      const action = NEEDS[body.type];
      if (!action) continue;
      const by = id === null ? undefined : people.get(id);
      if (!by?.role || !ACTION_RULES[action].roles.includes(by.role)) {
        find('unauthorised', `${c.number}: ${body.type} by ${by?.name ?? 'nobody'}`);
        continue;
      }
      if (body.type !== 'approved') continue;
      const proposal = c.proposals.find((p) => p.id === body.proposal);
      const fen = totalFen(proposal?.lines ?? []);
      const stands = proposal?.state === 'executed' || proposal?.state === 'accepted' || proposal?.state === 'offered';
      signed.push({ by, number: c.number, fen, month: monthOf(at), stands });
      if (body.amountFen !== fen) find('unauthorised', `${c.number}: ${body.amountFen} fen shown, ${fen} approved`);
    }
  }
  judgeSums(signed, find);
}

function judgeSums(signed: readonly Signed[], find: Find): void {
  for (const { by, number, fen } of signed) {
    const limit = ruleOf(by)?.perDecisionFen;
    if (limit === undefined || (limit !== null && fen > limit))
      find('unauthorised', `${number}: ${fen} fen approved by ${by.name}`);
  }
  for (const [name, all] of groupedBy(signed, ({ by, month }) => `${by.name} in ${month}`)) {
    const [{ by } = { by: null }] = all;
    const limit = by ? ruleOf(by)?.perMonthFen : null;
    const sum = all.filter(({ stands }) => stands).reduce((total, { fen }) => total + fen, 0);
    if (limit && sum > limit) find('unauthorised', `${name} approved ${sum} fen of ${limit}`);
  }
}

const monthOf = (at: string): string =>
  new Date(at).toLocaleDateString('sv', { timeZone: DEFAULT_POLICY.store.timeZone }).slice(0, 7);

const ruleOf = ({ role }: Person) => DEFAULT_POLICY.authority.rules.find((rule) => rule.role === role);
