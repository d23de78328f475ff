import type { KnownBlock, ModalView } from '@slack/types';
import type { Advice } from '../../domain/advice.ts';
import type { Case } from '../../domain/case.ts';
import type { LegalFact } from '../../domain/legal-facts.ts';
import { formatYuan } from '../../domain/money.ts';
import type { PastSolution } from '../../domain/past-solutions.ts';
import type { SolutionApproval } from '../../domain/solution-approval.ts';
import type { GuaranteeFacts } from '../../domain/three-guarantees.ts';
import type { Wording } from '../../wording/wording.ts';
import { cut, LIMIT, mrkdwn, plain, typed } from '../limits.ts';
import { type DraftShown, draftBlocks } from './advice-draft.ts';

/** What the view of 处理建议 shows; flows/see-advice makes it. */
export interface AdviceShown {
  readonly case: Case;
  readonly advice: Advice;
  readonly solutions: readonly SolutionApproval[];
  readonly past: readonly PastSolution[];
  readonly guarantee: GuaranteeFacts | null;
  readonly claim: { readonly answerOn: string | null; readonly finishOn: string | null } | null;
  readonly legal: readonly { readonly fact: LegalFact; readonly dueOn: string | null }[];
  readonly answerBy: string | null;
  readonly timeZone: string;
}

function listed(head: string, lines: readonly string[]): KnownBlock[] {
  if (lines.length === 0) return [];
  const text = [`*${head}*`, ...lines.map((line) => `• ${line}`)].join('\n');
  return [{ type: 'section', text: mrkdwn(cut(text, LIMIT.text)) }];
}

/** A fact and, behind it, where it stands: `… （《…》第18条）`. */
const cited = (text: string, article: string, w: Wording): string => w.mark.noted(text, article);

function guaranteeLines(shown: AdviceShown, w: Wording): readonly string[] {
  const { guarantee: facts, claim } = shown;
  const words = w.advice;
  const cite = (text: string, article: string) => cited(text, words.article(words.law.three_guarantees, article), w);
  const fee = facts?.useFee;
  return [
    ...(claim ? [cite(words.claimAnswer(claim.answerOn), '28'), cite(words.claimFinish(claim.finishOn), '28')] : []),
    ...(facts?.grounds ?? []).map((ground) => cite(words.ground(ground), ground.article)),
    ...(fee
      ? [cite(words.useFee(formatYuan(fee.priceFen), w.mark.km(fee.mileageKm), formatYuan(fee.maxFen)), '27')]
      : []),
    ...(facts?.spareCarDays ? [cite(words.spareCar(facts.spareCarDays), '21')] : []),
    ...(facts?.windows ?? []).map((window) => cite(words.window(window), window.article)),
  ];
}

function legalLines(shown: AdviceShown, w: Wording): readonly string[] {
  const words = w.advice;
  return shown.legal.map(({ fact, dueOn }) => {
    const exposure = fact.exposureFen === undefined ? null : formatYuan(fact.exposureFen);
    const said = cited(words.legal[fact.key](fact, exposure), words.article(words.law[fact.law], fact.article), w);
    return dueOn ? `${said} *${words.due(dueOn)}*` : said;
  });
}

function pastLines(shown: AdviceShown, w: Wording): readonly string[] {
  return shown.past.map((past) =>
    w.advice.help.past({
      ...past,
      solutions: past.solutions.map((solution) => w.name.solution[solution]),
      total: past.totalFen === 0 ? null : formatYuan(past.totalFen),
      dealer: past.dealerFen === past.totalFen ? null : formatYuan(past.dealerFen),
    }),
  );
}

/** Solutions, and behind them who may approve such money. */
function solutionLines(shown: AdviceShown, w: Wording): readonly string[] {
  const words = w.advice.help;
  return shown.solutions.map(({ solutions, approvers, consent }) => {
    const named = w.mark.list(solutions.map((solution) => w.name.solution[solution]));
    if (approvers === null) return w.mark.pair(named, words.free);
    const who = approvers.map(({ role, upToFen }) =>
      words.approver(w.name.role[role], upToFen === null ? null : formatYuan(upToFen)),
    );
    const all = [...(who.length > 0 ? who : [words.nobody]), ...(consent ? [words.consent] : [])];
    return w.mark.pair(named, w.mark.list(all));
  });
}

/** How to talk, what to do, which rules and dates there are, and a reply to start from. For the asker's eyes. */
export function adviceView(shown: AdviceShown, w: Wording, draft: DraftShown = { state: 'template' }): ModalView {
  const { advice, guarantee } = shown;
  const { head, approach, step, evidence, gap, notAdvice, title } = w.advice;
  const blocks: KnownBlock[] = [
    { type: 'context', elements: [mrkdwn(typed(shown.case.number, 30))] },
    ...listed(
      head.approach,
      advice.approach.map((key) => approach[key]),
    ),
    ...listed(
      head.steps,
      advice.steps.map((key) => step[key]),
    ),
    ...listed(
      head.evidence,
      advice.evidence.map((key) => evidence[key]),
    ),
    ...listed(head.solutions, solutionLines(shown, w)),
    ...listed(head.past, pastLines(shown, w)),
    ...listed(head.facts, [...guaranteeLines(shown, w), ...legalLines(shown, w)]),
    ...(guarantee
      ? listed(
          head.gaps,
          guarantee.gaps.map((key) => gap[key]),
        )
      : []),
    { type: 'context', elements: [mrkdwn(notAdvice)] },
    ...draftBlocks(shown, draft, w),
  ];
  return { type: 'modal', title: plain(title), close: plain(w.form.close), blocks };
}
