import { expect, test } from 'vitest';
import { DEFAULT_POLICY, type Policy, policySchema } from '../../src/domain/policy.ts';
import type { Policies } from '../../src/ports.ts';

/** One store over several starts, each with the policy file as it is then. */
export type StartWith = (policy: Policy, admins?: readonly string[]) => Promise<Policies>;

/** What every implementation of Policies promises. */
export function policiesContract(open: () => StartWith): void {
  const claim = (general: number) => policySchema.parse({ clocks: { claimMinutes: { general } } });

  test('a policy is found by its version after the file was edited, though nobody gave it a new version', async () => {
    const start = open();
    const before = await start(claim(30));
    const { version } = before.current();
    expect(before.of(version)).toEqual({ ...claim(30), version });
    const after = await start(claim(45));
    expect(after.current()).toEqual({ ...claim(45), version: after.current().version });
    expect(after.current().version).not.toBe(version);
    expect(after.of(version)).toEqual(before.current());
    const undone = await start(claim(30));
    expect(undone.current()).toEqual(before.current());
    expect(undone.of(after.current().version).clocks.claimMinutes.general).toBe(45);
  });

  test('the version begins with that of the file and does not hang on the order of its keys', async () => {
    const start = open();
    const { version, ...rest } = DEFAULT_POLICY;
    const first = (await start(DEFAULT_POLICY)).current().version;
    expect(first).toMatch(/^default-1\+[0-9a-f]{8}$/);
    const reversed = Object.fromEntries(Object.entries({ ...rest, version }).reverse()) as Policy;
    expect((await start(reversed)).current().version).toBe(first);
    expect((await start({ ...DEFAULT_POLICY, version: '2027' })).current().version).toMatch(/^2027\+/);
  });

  test('a version nobody knows goes by the current policy', async () => {
    const policies = await open()(claim(30), ['boss@example.com']);
    expect(policies.of('default-1')).toBe(policies.current());
    expect(policies.admins()).toEqual(['boss@example.com']);
  });
}
