import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { DEFAULT_POLICY, type Policy, policySchema } from './domain/policy.ts';

/** The store's policy from a YAML file; without one, the defaults. Throws an Error whose message names file, place and fault. */
export function readPolicyFile(path: string | null): Policy {
  if (path === null) return DEFAULT_POLICY;
  const result = policySchema.safeParse(parse(readFileSync(path, 'utf8')) ?? {});
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.') || '(top)'}: ${issue.message}`);
  throw new Error(`${path}: ${faults.join('; ')}`);
}
