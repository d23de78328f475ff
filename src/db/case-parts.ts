import { z } from 'zod';
import {
  type Attachment,
  type Breach,
  type CustomerPromise,
  PROPOSAL_STATES,
  type Proposal,
  type Report,
} from '../domain/case.ts';
import { type CaseClock, CLOCK_KINDS, clockSetSchema, PAUSE_REASONS, type Pause } from '../domain/case-clock.ts';
import { type Closing, PARTIES, RESOLUTIONS, VERDICTS_OF_CAUSE } from '../domain/closing.ts';
import { CRISIS_PHASES, CRISIS_STEPS, type Crisis, impactSchema } from '../domain/crisis.ts';
import type { PersonId, PlaceRef } from '../domain/ids.ts';
import { reportFieldsSchema } from '../domain/manufacturer-report.ts';
import { moneyLineSchema } from '../domain/money.ts';
import { ROLES } from '../domain/person.ts';
import { SOLUTIONS } from '../domain/solution.ts';

/*
 * The parts of a stored case; case-state.ts puts them together. `satisfies` makes a field that the domain adds fail to compile here.
 */

/** An id or reference; nothing but a string to the database. */
export const id = <T extends string>() => z.string() as unknown as z.ZodType<T>;
/** An instant in ISO 8601, null when it has not come. */
export const when = z.string().nullable();
const person = id<PersonId>();

export const clockSchema = z.object({
  ...clockSetSchema.unwrap().shape,
  // As folded, checked when the event was read.
  startedAt: z.string(),
  from: z.string(),
  dueAt: when,
  agreedInsteadOf: when,
  metAt: when,
  endedAt: when,
  breachedAt: when,
  acknowledgedAt: when,
}) satisfies z.ZodType<CaseClock>;

export const pauseSchema = z.object({
  at: z.string(),
  until: when,
  waitingFor: z.enum(PAUSE_REASONS),
  reason: z.string(),
}) satisfies z.ZodType<Pause>;

export const breachSchema = z.object({
  key: z.string(),
  kind: z.enum(CLOCK_KINDS),
  dueAt: z.string(),
}) satisfies z.ZodType<Breach>;

export const promiseSchema = z.object({
  id: z.string(),
  text: z.string(),
  dueAt: z.string(),
  by: person.nullable(),
  at: z.string(),
  keptAt: when,
  brokenAt: when,
}) satisfies z.ZodType<CustomerPromise>;

export const proposalSchema = z.object({
  id: id<Proposal['id']>(),
  solutions: z.array(z.enum(SOLUTIONS)),
  lines: z.array(moneyLineSchema),
  reason: z.string(),
  proposedBy: person,
  proposedAt: z.string(),
  state: z.enum(PROPOSAL_STATES),
  signatures: z.array(z.object({ by: person, role: z.enum(ROLES), at: z.string() })),
  decidedBy: person.nullable(),
  decidedAt: when,
  decisionReason: z.string().nullable(),
  consent: z.object({ text: z.string(), at: z.string() }).nullable(),
  answer: z.object({ at: z.string(), by: person.nullable(), text: z.string() }).nullable(),
  responsible: person.nullable(),
  executeBy: when,
  paidAt: when,
}) satisfies z.ZodType<Proposal>;

export const attachmentSchema = z.object({
  id: id<Attachment['id']>(),
  name: z.string(),
  mimetype: z.string(),
  size: z.number(),
}) satisfies z.ZodType<Attachment>;

export const closingSchema = z.object({
  resolution: z.enum(RESOLUTIONS),
  verdict: z.enum(VERDICTS_OF_CAUSE),
  parties: z.array(z.enum(PARTIES)),
}) satisfies z.ZodType<Closing>;

export const reportSchema = z.object({
  id: z.string(),
  version: z.int().positive(),
  fields: reportFieldsSchema,
  draftedAt: z.string(),
  sentAt: when,
  sentBy: person.nullable(),
}) satisfies z.ZodType<Report>;

const phaseSchema = z.enum(CRISIS_PHASES);
const statementSchema = z.object({
  id: z.string(),
  text: z.string(),
  draftedBy: person.nullable(),
  draftedAt: z.string(),
  releasedBy: person.nullable(),
  releasedAt: when,
}) satisfies z.ZodType<Crisis['statements'][number]>;

export const crisisSchema = z.object({
  phase: phaseSchema,
  log: z.array(z.object({ phase: phaseSchema, at: z.string(), by: person.nullable(), reason: z.string() })),
  openedAt: when,
  impact: impactSchema.nullable(),
  team: z.array(person),
  room: id<PlaceRef>().nullable(),
  steps: z.array(z.object({ step: z.enum(CRISIS_STEPS), owner: person.nullable(), doneAt: when })),
  media: z.array(z.object({ at: z.string(), by: person.nullable(), outlet: z.string(), text: z.string() })),
  statements: z.array(statementSchema),
}) satisfies z.ZodType<Crisis>;
