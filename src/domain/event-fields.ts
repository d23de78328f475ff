import { z } from 'zod';
import type { AttachmentId, CaseId, MessageRef, PersonId, PlaceRef, ProposalId } from './ids.ts';

/** Ids and instants as events store them. */
export const caseId = z.string().transform((s) => s as CaseId);
export const personId = z.string().transform((s) => s as PersonId);
export const proposalId = z.string().transform((s) => s as ProposalId);
export const attachmentId = z.string().transform((s) => s as AttachmentId);
export const messageRef = z.string().transform((s) => s as MessageRef);
export const placeRef = z.string().transform((s) => s as PlaceRef);
export const at = z.iso.datetime();
