import { z } from 'zod';
import { DOUBT_FIELDS, doubtSchema, GIVE_UPS, heardPromiseSchema } from './case-reading.ts';
import { EMOTIONS } from './complaint.ts';
import { messageRef, personId } from './event-fields.ts';
import {
  categorySchema,
  customerTypeSchema,
  factsSchema,
  foundCategorySchema,
  subcategorySchema,
} from './facts-schema.ts';
import { DEPARTMENTS } from './person.ts';

/** Events of how a case is read: by a model after the rules, by rules where a later message differs, by people who confirm. */
export const readingEvents = [
  /**
   * A model read the case's own text (`message` null for a form), or a later message of its thread. Only what changes is here; what a person
   * set is never among it. `instructions`: orders to the desk that only the model saw.
   */
  z.object({
    type: z.literal('read_by_model'),
    message: messageRef.nullable(),
    /** Model and prompt version. */
    reader: z.string(),
    summary: z.string().nullable(),
    category: foundCategorySchema.nullable(),
    subcategory: subcategorySchema.nullable(),
    secondaryCategories: z.array(categorySchema).nullable(),
    customerType: customerTypeSchema.nullable(),
    facts: factsSchema.partial(),
    hiddenNeed: z.string().nullable(),
    emotion: z.enum(EMOTIONS),
    doubts: z.array(doubtSchema),
    instructions: z.array(z.string()),
    /** The category it saw belongs to another department; counts while nobody has taken the case. */
    rerouted: z
      .object({ department: z.enum(DEPARTMENTS), to: personId.nullable() })
      .nullable()
      .default(null),
    /** Quotes of the answer that do not stand in the text; what they were to prove was dropped. */
    unsupported: z.int().nonnegative(),
  }),
  z.object({ type: z.literal('model_gave_up'), message: messageRef.nullable(), why: z.enum(GIVE_UPS) }),
  /** A later message says something else than the case. */
  z.object({ type: z.literal('contradicted'), message: messageRef.nullable(), doubts: z.array(doubtSchema) }),
  /** What a picture or a voice note says. */
  z.object({ type: z.literal('transcribed'), message: messageRef, text: z.string() }),
  z.object({ type: z.literal('promise_heard'), message: messageRef.nullable(), heard: heardPromiseSchema }),
  /** It was no promise, or somebody else keeps it. */
  z.object({ type: z.literal('promise_waived'), heard: z.string() }),
  /** A person says that what the readers were not sure of is right. */
  z.object({ type: z.literal('reading_confirmed'), fields: z.array(z.enum(DOUBT_FIELDS)) }),
] as const;
