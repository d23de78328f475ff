import { z } from 'zod';
import {
  CATEGORIES,
  CUSTOMER_TYPES,
  type Facts,
  type Found,
  type FoundTrigger,
  SEVERITIES,
  SUBCATEGORIES,
  SURENESS,
  TRIGGERS,
} from './complaint.ts';

const found = <T>(value: z.ZodType<T>): z.ZodType<Found<T>> =>
  z.object({
    value,
    quote: z.string().nullable(),
    by: z.enum(['rule', 'model', 'person']),
    sureness: z.enum(SURENESS),
  });

export const categorySchema = z.enum(CATEGORIES);
export const subcategorySchema = z.enum(SUBCATEGORIES);
export const severitySchema = z.enum(SEVERITIES);
export const customerTypeSchema = z.enum(CUSTOMER_TYPES);
export const foundCategorySchema = found(categorySchema);
export const triggerSchema: z.ZodType<FoundTrigger> = z.object({ trigger: z.enum(TRIGGERS), quote: z.string() });

const text = found(z.string().min(1));
const count = found(z.int().nonnegative());

/** The stored form of Facts, checked wherever one comes out of the database. */
export const factsSchema = z.object({
  customerName: text.nullable(),
  phone: text.nullable(),
  plate: text.nullable(),
  vin: text.nullable(),
  model: text.nullable(),
  mileageKm: count.nullable(),
  amountFen: count.nullable(),
  occurredOn: text.nullable(),
  demand: text.nullable(),
}) satisfies z.ZodType<Facts>;
