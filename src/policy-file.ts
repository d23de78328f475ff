import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { DEFAULT_POLICY, type Policy, policySchema } from './domain/policy.ts';

/** A store's file: its rules, and, when it likes, its people as the lines of a CSV (domain/people-csv.ts). */
export interface StoreFile {
  readonly policy: Policy;
  readonly people: string | null;
}

const fileSchema = z
  .looseObject({ people: z.string().min(1).nullable().default(null) })
  .transform(({ people, ...policy }) => ({ people, policy }))
  .pipe(z.object({ people: z.string().nullable(), policy: policySchema }));

/** The store's rules and people from a YAML file; without one, the default rules. Throws an Error whose message names file, place and fault. */
export function readPolicyFile(path: string | null): StoreFile {
  if (path === null) return { policy: DEFAULT_POLICY, people: null };
  const result = fileSchema.safeParse(parse(readFileSync(path, 'utf8')) ?? {});
  if (result.success) return result.data;
  const place = (at: readonly PropertyKey[]) => at.filter((part, i) => i > 0 || part !== 'policy').join('.') || '(top)';
  throw new Error(
    `${path}: ${result.error.issues.map((issue) => `${place(issue.path)}: ${issue.message}`).join('; ')}`,
  );
}
