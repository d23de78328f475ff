import type { Case } from './case.ts';
import { totalFen } from './money.ts';
import type { Solution } from './solution.ts';

/** How an earlier case like this one was settled. */
export interface PastSolution {
  readonly number: string;
  /** The same car model, not only the same category. */
  readonly sameModel: boolean;
  readonly solutions: readonly Solution[];
  /** Fen the dealer bore, and fen borne by all together. */
  readonly dealerFen: number;
  readonly totalFen: number;
  /** Whole days from opening to closing, at least 1. */
  readonly days: number;
  readonly satisfied: boolean;
}

/** Lines that are shown. */
export const MOST_PAST = 3;
const DAY_MS = 86_400_000;

const plainModel = (model: string): string =>
  model
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** What two cases call their car, spaces and dashes aside. */
export function sameCarModel(a: string | null, b: string | null): boolean {
  const [one, other] = [plainModel(a ?? ''), plainModel(b ?? '')];
  return one !== '' && one === other;
}

function settled(c: Case, carModel: string | null): PastSolution | null {
  const done = c.proposals.filter(({ state }) => state === 'executed');
  if (c.status !== 'closed' || c.closedAt === null || done.length === 0) return null;
  const lines = done.flatMap((proposal) => proposal.lines);
  return {
    number: c.number,
    sameModel: sameCarModel(c.facts.model?.value ?? null, carModel),
    solutions: [...new Set(done.flatMap((proposal) => proposal.solutions))],
    dealerFen: totalFen(lines.filter(({ payer }) => payer === 'dealer')),
    totalFen: totalFen(lines),
    days: Math.max(1, Math.ceil((Date.parse(c.closedAt) - Date.parse(c.openedAt)) / DAY_MS)),
    satisfied: c.satisfied,
  };
}

/** What earlier cases tell, those of the same model first, otherwise in the order given; cases closed without a solution tell nothing. */
export function pastSolutions(cases: readonly Case[], carModel: string | null): readonly PastSolution[] {
  const told = cases.flatMap((c) => settled(c, carModel) ?? []);
  return [...told.filter((one) => one.sameModel), ...told.filter((one) => !one.sameModel)].slice(0, MOST_PAST);
}
