import { z } from 'zod';
import type { ChatUserRef, PersonId } from './ids.ts';

/** Who somebody is in the dealership (domain.md §3), from the shop floor up. */
export const ROLES = [
  'advisor',
  'customer_care',
  'supervisor',
  'department_manager',
  'customer_relations_manager',
  'general_manager',
] as const;
export type Role = (typeof ROLES)[number];

export const DEPARTMENTS = ['service', 'sales', 'parts', 'customer_relations', 'management'] as const;
export type Department = (typeof DEPARTMENTS)[number];

export const roleSchema = z.enum(ROLES);
export const departmentSchema = z.enum(DEPARTMENTS);

/** Managers may lower a severity, dismiss a major case and mark channels (domain.md §1.3, §3). */
export const MANAGERS: readonly Role[] = ['department_manager', 'customer_relations_manager', 'general_manager'];

/** Store-local from–to, `HH:MM`; `24:00` is midnight at the end of the day. */
export const timeRangeSchema = z
  .tuple([z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/), z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)])
  .refine(([from, to]) => from < to, 'from must be before to');
export type TimeRange = z.infer<typeof timeRangeSchema>;

/** Away on these store-local dates (both included); the deputy stands in, with the absent manager's authority too. */
export interface Absence {
  readonly from: string;
  readonly to: string;
  readonly deputy: PersonId | null;
}

/** Anyone seen in the chat. Without a role a person may post complaints, and nothing else. */
export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly role: Role | null;
  readonly department: Department | null;
  /** May give roles and mark channels: named in KESU_ADMINS. */
  readonly isAdmin: boolean;
  readonly chatUser: ChatUserRef | null;
  readonly email: string | null;
  /** False once the account is deactivated: the person left. */
  readonly active: boolean;
  /** Stands in whenever the person is away or has left. */
  readonly deputy: PersonId | null;
  readonly absences: readonly Absence[];
  /** Seven lists of store-local ranges, Monday first; null = whenever the store is open. */
  readonly shifts: readonly (readonly TimeRange[])[] | null;
}

export const isManager = (person: Person): boolean => person.role !== null && MANAGERS.includes(person.role);

/** Roles and channels are set up by the named administrators; channels also by managers, people also by the general manager. Nobody who left. */
export const maySetUpPeople = (person: Person): boolean =>
  person.active && (person.isAdmin || person.role === 'general_manager');
export const maySetUpPlaces = (person: Person): boolean => person.active && (person.isAdmin || isManager(person));
