import { and, eq, inArray, isNotNull, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { PersonId, StoreId } from '../domain/ids.ts';
import { type Absence, type Person, ROLES, timeRangeSchema } from '../domain/person.ts';
import type { NewPerson, People } from '../ports.ts';
import { type Database, type Db, sqlState, UNIQUE_VIOLATION } from './database.ts';
import { given, kept } from './plain-statement.ts';
import { people } from './schema.ts';

type Row = typeof people.$inferSelect;

const absencesSchema = z.array(
  z.object({
    from: z.string(),
    to: z.string(),
    deputy: z
      .string()
      .transform((id) => id as PersonId)
      .nullable(),
  }),
) satisfies z.ZodType<Absence[]>;
const shiftsSchema = z.array(z.array(timeRangeSchema)).length(7).nullable();

const personOf = ({ storeId: _, deputyId, absences, shifts, ...person }: Row): Person => ({
  ...person,
  deputy: deputyId,
  absences: absencesSchema.parse(absences),
  shifts: shiftsSchema.parse(shifts),
});

/** Names in the order of their pinyin. */
const byName = new Intl.Collator('zh-Hans-CN');

const byRoleThenName = (a: Person, b: Person): number =>
  ROLES.indexOf(a.role ?? 'advisor') - ROLES.indexOf(b.role ?? 'advisor') ||
  byName.compare(a.name, b.name) ||
  (a.id < b.id ? -1 : 1);

/** E-mail addresses are compared without regard to case. */
const plainEmail = (email: string | null): string | null => email?.trim().toLowerCase() || null;

const ofStore = (storeId: StoreId, condition: SQL): SQL | undefined => and(eq(people.storeId, storeId), condition);

const withAnyRole = kept((db) =>
  db
    .select()
    .from(people)
    .where(and(eq(people.storeId, given('storeId', people.storeId)), isNotNull(people.role)))
    .prepare('staff'),
);

async function find(db: Db, storeId: StoreId, condition: SQL): Promise<Person | null> {
  const [row] = await db.select().from(people).where(ofStore(storeId, condition));
  return row ? personOf(row) : null;
}

/** The people of one store. */
export function createPeople(database: Database, storeId: StoreId): People {
  const one = (condition: SQL) => find(database.db, storeId, condition);
  const all = async (condition: SQL) =>
    (await database.db.select().from(people).where(ofStore(storeId, condition))).map(personOf);
  const write = (id: PersonId, given: NewPerson) => database.transaction((tx) => writePerson(tx, storeId, id, given));
  const change = async (id: PersonId, set: Partial<Row>): Promise<Person | null> => {
    const [row] = await database.db
      .update(people)
      .set(set)
      .where(ofStore(storeId, eq(people.id, id)))
      .returning();
    return row ? personOf(row) : null;
  };
  return {
    get: (id) => one(eq(people.id, id)),
    byChatUser: (user) => one(eq(people.chatUser, user)),
    byEmail: (email) => one(eq(people.email, plainEmail(email) ?? '')),
    withRole: async () => (await all(isNotNull(people.role))).filter((p) => p.active).sort(byRoleThenName),
    staff: async () => (await withAnyRole(database.db).execute({ storeId })).map(personOf).sort(byRoleThenName),
    async many(ids) {
      const found = ids.length === 0 ? [] : await all(inArray(people.id, [...new Set(ids)]));
      return new Map(found.map((person) => [person.id, person]));
    },
    async save(id, person) {
      try {
        return await write(id, person);
      } catch (error) {
        // Somebody else made the same person a moment ago: now it is found.
        if (sqlState(error) === UNIQUE_VIOLATION) return write(id, person);
        throw error;
      }
    },
    setRole: (id, role, department) => change(id, { role, department }),
    setDuty: (id, { deputy, absences, shifts }) => change(id, { deputyId: deputy, absences, shifts }),
    setActive: (id, active) => change(id, { active }),
  };
}

async function writePerson(tx: Db, storeId: StoreId, id: PersonId, given: NewPerson): Promise<Person> {
  const email = plainEmail(given.email);
  const byUser = given.chatUser === null ? null : await find(tx, storeId, eq(people.chatUser, given.chatUser));
  const byMail = email === null ? null : await find(tx, storeId, eq(people.email, email));
  if (byUser && byMail && byUser.id !== byMail.id) await setAside(tx, storeId, byMail.id);
  const stored = byUser ?? byMail;
  const next: Person = {
    ...dutyOf(stored, byMail),
    id: stored?.id ?? id,
    name: given.name,
    // A null says that the caller does not know, as when somebody imported by e-mail first speaks in the chat.
    role: given.role ?? stored?.role ?? byMail?.role ?? null,
    department: given.department ?? stored?.department ?? byMail?.department ?? null,
    isAdmin: given.isAdmin,
    chatUser: given.chatUser ?? stored?.chatUser ?? null,
    email: email ?? stored?.email ?? null,
    active: stored?.active ?? true,
  };
  const { deputy: deputyId, ...row } = next;
  if (stored)
    await tx
      .update(people)
      .set({ ...row, deputyId })
      .where(ofStore(storeId, eq(people.id, stored.id)));
  else await tx.insert(people).values({ ...row, deputyId, storeId });
  return next;
}

/** Duty is never given on saving: it is kept, and comes along when two entries turn out to be one person. */
function dutyOf(stored: Person | null, byMail: Person | null): Pick<Person, 'deputy' | 'absences' | 'shifts'> {
  const own = stored?.absences ?? [];
  return {
    deputy: stored?.deputy ?? byMail?.deputy ?? null,
    absences: own.length > 0 ? own : (byMail?.absences ?? []),
    shifts: stored?.shifts ?? byMail?.shifts ?? null,
  };
}

/**
 * A chat account and an imported e-mail turn out to be one person: the account's entry goes on, the other keeps only its name, so that
 * cases which mention it can still say who it was.
 */
async function setAside(tx: Db, storeId: StoreId, id: PersonId): Promise<void> {
  await tx
    .update(people)
    .set({ role: null, department: null, email: null, isAdmin: false, active: false })
    .where(ofStore(storeId, eq(people.id, id)));
}
