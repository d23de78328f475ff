import { versionOf } from '../../src/db/policies.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { Policies } from '../../src/ports.ts';

/** `kept` is what earlier starts left; hand the same Map to the next one. */
export function createFakePolicies(
  policy: Policy,
  admins: readonly string[] = [],
  kept: Map<string, Policy> = new Map(),
): Policies {
  const current = { ...policy, version: versionOf(policy) };
  kept.set(current.version, current);
  return { current: () => current, of: (version) => kept.get(version) ?? current, admins: () => admins };
}
