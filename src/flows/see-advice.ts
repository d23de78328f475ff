import { type Advice, adviceFor, isUnsafe } from '../domain/advice.ts';
import { localDate } from '../domain/business-time.ts';
import type { Case } from '../domain/case.ts';
import type { ClockKind } from '../domain/case-clock.ts';
import type { Category } from '../domain/complaint.ts';
import type { CaseId } from '../domain/ids.ts';
import { type LegalFact, legalFacts } from '../domain/legal-facts.ts';
import { type PastSolution, pastSolutions } from '../domain/past-solutions.ts';
import { checkMayLook } from '../domain/permission.ts';
import { isManager, type Person } from '../domain/person.ts';
import type { Policy } from '../domain/policy.ts';
import { answerDue } from '../domain/reply-option.ts';
import { approvalsOf, type SolutionApproval } from '../domain/solution-approval.ts';
import {
  boughtWithinMonths,
  type GuaranteeFacts,
  type GuaranteeQuestion,
  guaranteeFacts,
} from '../domain/three-guarantees.ts';
import { vehicleReturnClaimed } from '../domain/vehicle-claim.ts';
import { addWorkingDays, UnknownYearError } from '../domain/working-days.ts';
import type { Ports } from '../ports.ts';
import { normalise } from '../reading/normalise.ts';
import { findCarPrice, findDaysInShop, findPurchase, findSameFaultRepairs } from '../reading/ownership.ts';
import { loadCase } from './change-case.ts';

/** A fact with the store-local date its limit ends, where it has one and the calendar reaches that far. */
export interface DatedFact {
  readonly fact: LegalFact;
  readonly dueOn: string | null;
}

/** Help for whoever works a case. */
export interface CaseAdvice {
  readonly case: Case;
  readonly advice: Advice;
  /** The solutions of the advice with who may approve them. */
  readonly solutions: readonly SolutionApproval[];
  /** How similar cases were settled. */
  readonly past: readonly PastSolution[];
  /** 三包, where the complaint is about the car itself. */
  readonly guarantee: GuaranteeFacts | null;
  /** Dates of 三包 art. 28, when the car is to be returned or replaced. */
  readonly claim: { readonly answerOn: string | null; readonly finishOn: string | null } | null;
  readonly legal: readonly DatedFact[];
  /** When the customer hears from us, as an instant; null when that has passed or is not known. */
  readonly answerBy: string | null;
  readonly timeZone: string;
}

/** Advice on a case, for people with a role. Nothing is written: it is a look. */
export async function seeAdvice(
  ports: Pick<Ports, 'cases' | 'policies' | 'clock'>,
  by: Person,
  id: CaseId,
): Promise<CaseAdvice> {
  checkMayLook(by);
  const c = await loadCase(ports, id);
  const policy = ports.policies.current();
  return { ...adviceOn(c, policy, isManager(by), ports.clock.now()), past: await pastOf(ports, c) };
}

/** Cases looked through for how they were settled; not every closed one has a solution. */
const LOOKED_THROUGH = 20;

async function pastOf(ports: Pick<Ports, 'cases'>, c: Case): Promise<readonly PastSolution[]> {
  const carModel = c.facts.model?.value ?? null;
  const cases = await ports.cases.similar({ category: c.category.value, carModel, not: c.id }, LOOKED_THROUGH);
  return pastSolutions(cases, carModel);
}

function adviceOn(c: Case, policy: Policy, forManager: boolean, now: Date): Omit<CaseAdvice, 'past'> {
  const { timeZone } = policy.store;
  const advice = adviceFor(c);
  const question = guaranteeQuestion(c, localDate(new Date(c.openedAt), timeZone));
  const facts = guaranteeFacts(question);
  const legal = legalFacts({
    ...c,
    boughtWithinSixMonths: boughtWithinMonths(question.purchase, question.on, 6),
    forManager,
    noticeWorkingDays: policy.clocks.noticeWorkingDays,
    odrWorkingDays: policy.clocks.odrWorkingDays,
  });
  const { warrantyAnswerWorkingDays, warrantyFinishWorkingDays } = policy.clocks;
  return {
    case: c,
    advice,
    solutions: approvalsOf(advice.solutions, policy),
    guarantee: isAboutTheCar(c, question, facts) ? facts : null,
    claim: question.returnClaimed
      ? {
          answerOn: dueOn(c, 'warranty_answer', warrantyAnswerWorkingDays, policy),
          finishOn: dueOn(c, 'warranty_finish', warrantyFinishWorkingDays, policy),
        }
      : null,
    legal: legal.map((fact) => ({
      fact,
      dueOn: fact.clock ? dueOn(c, fact.clock, fact.dueWorkingDays ?? 0, policy) : null,
    })),
    answerBy: answerDue(c, now),
    timeZone,
  };
}

/** What the complaint tells of the car; what it does not tell stays null. */
function guaranteeQuestion(c: Case, on: string): GuaranteeQuestion {
  const plain = normalise(c.text);
  return {
    on,
    purchase: findPurchase(plain)?.value ?? null,
    mileageKm: c.facts.mileageKm?.value ?? null,
    priceFen: findCarPrice(plain)?.value ?? null,
    sameFaultRepairs: findSameFaultRepairs(plain)?.value ?? null,
    daysInShop: findDaysInShop(plain)?.value ?? null,
    stays: [],
    assembliesReplaced: null,
    samePartReplaced: null,
    safety: isUnsafe(c),
    returnClaimed: vehicleReturnClaimed(c),
  };
}

const ABOUT_THE_CAR: readonly Category[] = ['product_quality', 'warranty_claim', 'parts_quality'];

const isAboutTheCar = (c: Case, q: GuaranteeQuestion, facts: GuaranteeFacts): boolean =>
  q.returnClaimed ||
  facts.grounds.length > 0 ||
  facts.spareCarDays !== null ||
  [c.category.value, ...c.secondaryCategories].some((category) => ABOUT_THE_CAR.includes(category));

/** The date a clock of the case ends; where none runs, so many working days after it opened. */
function dueOn(c: Case, kind: ClockKind, workingDays: number, policy: Policy): string | null {
  const { store } = policy;
  const clock = c.clocks.findLast((one) => one.kind === kind);
  if (clock) return clock.dueAt === null ? null : localDate(new Date(clock.dueAt), store.timeZone);
  try {
    return addWorkingDays(localDate(new Date(c.openedAt), store.timeZone), workingDays, store);
  } catch (error) {
    if (error instanceof UnknownYearError) return null;
    throw error;
  }
}
