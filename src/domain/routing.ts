import type { Category } from './complaint.ts';
import { isOnShift } from './duty.ts';
import type { PersonId } from './ids.ts';
import type { Department, Person } from './person.ts';
import type { Policy } from './policy.ts';

/** The department a complaint goes to: the first rule of the policy that fits; service where none does. */
export function departmentFor(category: Category, byPhone: boolean, policy: Policy): Department {
  const fits = policy.routing.rules.find(
    (rule) =>
      (rule.categories === undefined || rule.categories.includes(category)) &&
      (rule.byPhone === undefined || rule.byPhone === byPhone),
  );
  return fits?.department ?? 'service';
}

/** Those of a department who take cases in turn now: of the first role of the policy's list that has somebody on shift. */
export function takers(
  department: Department,
  people: readonly Person[],
  not: readonly PersonId[],
  now: Date,
  policy: Policy,
): readonly Person[] {
  const there = people.filter((p) => p.department === department && !not.includes(p.id) && isOnShift(p, now, policy));
  for (const role of policy.routing.roles) {
    const ofRole = there.filter((p) => p.role === role);
    if (ofRole.length > 0) return ofRole;
  }
  return there.filter((p) => p.role === 'department_manager');
}

/** Whose turn it is, when the department's counter stands at `turn` (1 for the first); a major case is the general manager's (S0c). */
export function routeTo(
  to: {
    readonly department: Department;
    readonly major: boolean;
    readonly accused: readonly PersonId[];
    readonly turn: number;
  },
  people: readonly Person[],
  now: Date,
  policy: Policy,
): PersonId | null {
  if (to.major) {
    const first = people.find((p) => p.active && p.role === 'general_manager' && !to.accused.includes(p.id));
    if (first) return first.id;
  }
  const list = [...takers(to.department, people, to.accused, now, policy)].sort((a, b) => a.id.localeCompare(b.id));
  return list.length === 0 ? null : (list[(to.turn - 1) % list.length]?.id ?? null);
}
