import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { afterAll, expect, test } from 'vitest';
import { searchWords } from '../../src/db/case-search.ts';
import { MIGRATIONS_FOLDER } from '../../src/db/migrations.ts';
import { hardenedPglite } from '../../src/db/pglite.ts';

const home = mkdtempSync(join(tmpdir(), 'kesu-migrations-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** The migrations up to a number, as an earlier version had them. */
function migrationsUpTo(idx: number): string {
  const folder = join(home, `up-to-${idx}`);
  cpSync(MIGRATIONS_FOLDER, folder, { recursive: true });
  const journal = join(folder, 'meta/_journal.json');
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { idx: number }[] };
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.filter((entry) => entry.idx <= idx) }));
  return folder;
}

test('cases that were there before the clocks are found by customer and car model and looked at; closed ones rest', async () => {
  const pglite = await hardenedPglite({ dataDir: 'memory' });
  try {
    const db = drizzle(pglite);
    await migrate(db, { migrationsFolder: migrationsUpTo(0) });
    const at = '2026-11-16T01:00:00.000Z';
    for (const [id, status] of [
      ['open', 'claimed'],
      ['done', 'closed'],
    ]) {
      const state = JSON.stringify({
        facts: { phone: { value: `138-${id}` }, plate: { value: '沪A12345' }, vin: null, model: { value: 'Model Y' } },
      });
      await db.execute(sql`insert into cases (store_id, id, number, version, status, severity, category, reporter_id, part,
        opened_at, updated_at, state, search_text, search_grams)
        values ('s', ${id}, ${id}, 1, ${status}, 'general', 'other', 'p', 0, ${at}, ${at}, ${state}::jsonb, '', '{}')`);
    }
    await db.execute(
      sql`insert into people (store_id, id, name, is_admin, active) values ('s', 'p', '李雷', false, true)`,
    );
    await migrate(db, { migrationsFolder: MIGRATIONS_FOLDER });
    const cases = await db.execute(
      sql`select id, phone, plate, vin, car_model, next_check_at is null as rests from cases order by id`,
    );
    expect(cases.rows).toEqual([
      { id: 'done', phone: '138-done', plate: '沪A12345', vin: null, car_model: 'modely', rests: true },
      { id: 'open', phone: '138-open', plate: '沪A12345', vin: null, car_model: 'modely', rests: false },
    ]);
    const people = await db.execute(sql`select deputy_id, absences, shifts from people`);
    expect(people.rows).toEqual([{ deputy_id: null, absences: [], shifts: null }]);
  } finally {
    await pglite.close();
  }
});

test('cases that were there before codes were cut into fours are found by them', async () => {
  const pglite = await hardenedPglite({ dataDir: 'memory' });
  try {
    const db = drizzle(pglite);
    await migrate(db, { migrationsFolder: migrationsUpTo(5) });
    const at = '2026-11-16T01:00:00.000Z';
    for (const [id, text] of [
      ['said', '20261116-001\n王先生，沪a12345，13812345678'],
      ['silent', '王先生'],
    ]) {
      await db.execute(sql`insert into cases (store_id, id, number, version, status, severity, category, reporter_id, part,
        opened_at, updated_at, state, search_text, search_grams)
        values ('s', ${id}, ${id}, 1, 'claimed', 'general', 'other', 'p', 0, ${at}, ${at}, '{}'::jsonb, ${text}, '{王先,先生,沪a}')`);
    }
    await migrate(db, { migrationsFolder: MIGRATIONS_FOLDER });
    const found = async (word: string) => {
      const grams = `{${searchWords(word)[0]?.[0]?.grams.join(',')}}`;
      const { rows } = await db.execute(sql`select id from cases where search_grams @> ${grams}::text[] order by id`);
      return rows.map(({ id }) => id);
    };
    expect(searchWords('沪A12345')[0]?.[0]?.grams).toEqual(['a123', '1234', '2345', '沪a']);
    for (const word of ['13812345678', '沪A12345', '20261116', '5678']) expect(await found(word)).toEqual(['said']);
    expect(await found('王先生')).toEqual(['said', 'silent']);
    expect(await found('13812345679')).toEqual([]);
  } finally {
    await pglite.close();
  }
});
