import { z } from 'zod';
import { at, attachmentId, personId, proposalId } from './event-fields.ts';
import { moneyLineSchema } from './money.ts';
import { ROLES } from './person.ts';
import { SOLUTIONS } from './solution.ts';

/** Why an approval that was asked for no longer stands. */
export const EXPIRY_REASONS = ['severity', 'amount', 'merged'] as const;
export type ExpiryReason = (typeof EXPIRY_REASONS)[number];

/** `amountFen` is the amount the approver was shown; `onBehalfOf` the manager whose authority was used. */
const decision = {
  proposal: proposalId,
  amountFen: z.int().nonnegative(),
  onBehalfOf: personId.nullable().default(null),
};

/** Events of a solution, from the proposal to its proof. */
export const moneyEvents = [
  z.object({
    type: z.literal('proposed'),
    proposal: proposalId,
    solutions: z.array(z.enum(SOLUTIONS)).min(1),
    lines: z.array(moneyLineSchema),
    reason: z.string(),
  }),
  z.object({ type: z.literal('withdrawn'), proposal: proposalId }),
  /** One of several signatures; the last one approves. */
  z.object({ type: z.literal('signed'), ...decision, role: z.enum(ROLES) }),
  z.object({ type: z.literal('approved'), ...decision }),
  z.object({ type: z.literal('rejected'), ...decision, reason: z.string() }),
  /** Sent back with a comment: ask for changes. */
  z.object({ type: z.literal('returned'), ...decision, reason: z.string() }),
  z.object({ type: z.literal('expired'), proposal: proposalId, why: z.enum(EXPIRY_REASONS) }),
  z.object({ type: z.literal('consent_recorded'), proposal: proposalId, text: z.string() }),
  z.object({
    type: z.literal('accepted'),
    proposal: proposalId,
    text: z.string(),
    responsible: personId.nullable().default(null),
    executeBy: at.nullable().default(null),
  }),
  z.object({ type: z.literal('declined'), proposal: proposalId, text: z.string() }),
  z.object({ type: z.literal('paid'), proposal: proposalId, proof: z.string() }),
] as const;

/** Kept apart: it also starts the call-backs. */
export const carriedOut = { proposal: proposalId, proof: z.string(), attachments: z.array(attachmentId) };
