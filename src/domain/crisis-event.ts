import { z } from 'zod';
import { CRISIS_PHASES, CRISIS_STEPS, impactSchema } from './crisis.ts';
import { personId, placeRef } from './event-fields.ts';
import { reportFieldsSchema } from './manufacturer-report.ts';

/** Events of the crisis file and of the reports (domain.md §1.7, §5). */
export const crisisEvents = [
  z.object({ type: z.literal('crisis_watched'), reason: z.string() }),
  z.object({ type: z.literal('impact_assessed'), ...impactSchema.unwrap().shape }),
  z.object({ type: z.literal('crisis_opened'), reason: z.string(), team: z.array(personId) }),
  z.object({ type: z.literal('crisis_phase_changed'), phase: z.enum(CRISIS_PHASES), reason: z.string() }),
  z.object({ type: z.literal('crisis_room_opened'), room: placeRef }),
  z.object({
    type: z.literal('crisis_step_set'),
    step: z.enum(CRISIS_STEPS),
    owner: personId.nullable(),
    done: z.boolean(),
  }),
  z.object({ type: z.literal('media_contacted'), outlet: z.string(), text: z.string() }),
  z.object({ type: z.literal('statement_drafted'), statement: z.string(), text: z.string() }),
  z.object({ type: z.literal('statement_released'), statement: z.string() }),
  /** A report to the manufacturer; a new version of the same report replaces the draft. */
  z.object({
    type: z.literal('report_drafted'),
    report: z.string(),
    version: z.int().positive(),
    fields: reportFieldsSchema,
  }),
  z.object({ type: z.literal('report_sent'), report: z.string(), version: z.int().positive() }),
] as const;
