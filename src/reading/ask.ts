import type { AskableFact, ComplaintReading } from '../domain/complaint.ts';

const MOST = 2;

/** What to ask the poster for, most useful first, at most two: what happened, how to reach the customer, which car, what is wanted. */
export function factsToAsk(complaints: readonly ComplaintReading[], tooLittle: boolean): AskableFact[] {
  const first = complaints[0];
  if (first === undefined) return [];
  const ask: AskableFact[] = [];
  if (tooLittle) ask.push('what');
  if (first.malformedVin !== null) ask.push('vin');
  if (first.facts.phone === null) ask.push('contact');
  if (first.facts.plate === null && first.facts.vin === null && first.malformedVin === null) ask.push('vehicle');
  if (first.facts.demand === null) ask.push('demand');
  return ask.slice(0, MOST);
}
