import { z } from 'zod';
import { CASE_STATUSES } from '../../domain/case-status.ts';
import type { CaseId, ProposalId } from '../../domain/ids.ts';
import type { Asker } from '../answer.ts';
import type { Desk } from '../desk.ts';
import type { Sent } from '../form.ts';

const caseId = z
  .string()
  .min(1)
  .transform((id) => id as CaseId);
const proposalId = z
  .string()
  .min(1)
  .transform((id) => id as ProposalId);

const aboutCase = z.object({ caseId });
const aboutSeen = z.object({ seen: z.enum(CASE_STATUSES).optional() });
const aboutHeard = z.object({ heard: z.string().optional() });
const aboutProposal = z.object({ caseId, proposalId, shownFen: z.int().nonnegative() });

/** What a form is about, and where it was asked for: its private_metadata. Ids only, the client can read it. */
export function metadata(desk: Desk, { where, responseUrl }: Asker, about: object = {}): string {
  const reply = responseUrl === null ? {} : { reply: desk.addresses.keep(responseUrl) };
  return JSON.stringify({ ...about, where, ...reply });
}

/** The case a form is about. */
export const caseOf = (sent: Sent): CaseId => aboutCase.parse(sent.about).caseId;

/** The case that the form is about whose metadata this is. */
export const caseIn = (metadata: string): CaseId => aboutCase.parse(JSON.parse(metadata)).caseId;

/** The state the case was in when its form was opened. */
export const seenIn = (sent: Sent) => aboutSeen.parse(sent.about).seen;

/** The promise heard in a message that a form notes; null for one that a person makes up himself. */
export const heardIn = (sent: Sent): string | null => aboutHeard.parse(sent.about).heard ?? null;

/** The proposal a form decides on, with the amount that was shown. */
export const proposalOf = (sent: Sent) => aboutProposal.parse(sent.about);

/** The case id on a button. */
export const caseIdIn = (value: string): CaseId => caseId.parse(value);

const aboutClock = z.object({ caseId, clock: z.string().min(1) });
const aboutMerge = z.object({ caseId, number: z.string().min(1) });

/** `<case id>|<clock key>` on a reminder's button. */
export function clockIn(value: string): z.infer<typeof aboutClock> {
  const [c, clock] = value.split('|');
  return aboutClock.parse({ caseId: c, clock });
}

/** `<case id>|<number of the earlier case>` on the button that makes one of the two. */
export function mergeIn(value: string): z.infer<typeof aboutMerge> {
  const [c, number] = value.split('|');
  return aboutMerge.parse({ caseId: c, number });
}

/** `<case id>|<proposal id>|<amount in fen shown>` on a button. */
export function proposalIn(value: string): z.infer<typeof aboutProposal> {
  const [c, p, fen] = value.split('|');
  return aboutProposal.parse({ caseId: c, proposalId: p, shownFen: Number(fen) });
}
