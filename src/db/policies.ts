import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { StoreId } from '../domain/ids.ts';
import { type Policy, policySchema } from '../domain/policy.ts';
import type { Policies } from '../ports.ts';
import { policies } from './clock-tables.ts';
import type { Database } from './database.ts';

/**
 * The version under which a policy is kept: its own, and eight hex digits of what it says, so that a file edited without a new version is
 * another policy all the same.
 */
export function versionOf(policy: Policy): string {
  const said = createHash('sha256').update(canonical(policy)).digest('hex');
  return `${policy.version}+${said.slice(0, 8)}`;
}

/** JSON with the keys in one order, whatever order a file has them in. */
const canonical = (policy: Policy): string =>
  JSON.stringify(policy, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** The policies of one store. Keeps the current one; those of earlier starts are read once, here. `admins` are e-mail addresses, lower case. */
export async function createPolicies(
  database: Database,
  storeId: StoreId,
  policy: Policy,
  admins: readonly string[],
  now: Date,
): Promise<Policies> {
  const current = { ...policy, version: versionOf(policy) };
  const { version } = current;
  await database.db.insert(policies).values({ storeId, version, body: current, keptAt: now }).onConflictDoNothing();
  const rows = await database.db
    .select({ version: policies.version, body: policies.body })
    .from(policies)
    .where(eq(policies.storeId, storeId));
  const kept = new Map<string, Policy>();
  for (const row of rows) {
    const parsed = policySchema.safeParse(row.body);
    if (parsed.success) kept.set(row.version, { ...parsed.data, version: row.version });
    else database.log.warn({ version: row.version }, 'kept policy not understood: its cases go by the current one');
  }
  kept.set(version, current);
  return {
    current: () => current,
    of: (asked) => kept.get(asked) ?? current,
    admins: () => admins,
  };
}
