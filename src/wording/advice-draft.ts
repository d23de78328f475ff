import type { DraftPlan } from '../domain/draft-plan.ts';
import type { DraftWording } from './advice.ts';

/**
 * A first reply to the customer: feelings, what was heard, the next step with its time, thanks (domain.md §7). It is a draft that a person
 * reads, completes and sends; it names no sum and admits nothing.
 */
export function replyDraft(plan: DraftPlan, category: string, w: DraftWording): string {
  const heard = plan.heard ? w.heard(plan.heard) : w.heardAbout(category);
  const options = plan.options.map((option, i) => `${i + 1}. ${w.option[option]}`);
  return [
    w.greeting(plan.addressee),
    `${w.sorry[plan.about]}${plan.again ? w.again : ''}`,
    `${heard}${w.ask}`,
    ...(plan.unsafe ? [w.unsafe] : []),
    `${w.care[plan.type]}${w.told[plan.toldTo]}`,
    ...(options.length > 0 ? [w.options, ...options, w.afterOptions] : []),
    w.next(plan.answerBy ?? w.fillIn),
    w.thanks,
  ].join('\n');
}
