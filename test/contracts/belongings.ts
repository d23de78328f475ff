import { describe, expect, test } from 'vitest';
import type { Stores } from '../../src/db/stores.ts';
import type {
  AttachmentId,
  CaseId,
  ChatUserRef,
  FileRef,
  MessageRef,
  PersonId,
  PlaceRef,
} from '../../src/domain/ids.ts';
import type { NewPerson } from '../../src/ports.ts';
import { at, unique } from './samples.ts';

const person = (values: Partial<NewPerson>): NewPerson => ({
  name: '李雷',
  role: null,
  department: null,
  isAdmin: false,
  chatUser: null,
  email: null,
  ...values,
});
const fresh = () => unique('person') as PersonId;
const U1 = 'U1' as ChatUserRef;

/** What every implementation of People promises. */
export function peopleContract(open: () => Stores): void {
  describe('people', () => {
    test('are found by id, chat account and e-mail in any case', async () => {
      const { people } = open();
      const id = fresh();
      const saved = await people.save(id, person({ chatUser: U1, email: 'Li@Example.com', role: 'advisor' }));
      expect(saved).toMatchObject({ id, email: 'li@example.com', active: true });
      expect(await people.get(id)).toEqual(saved);
      expect(await people.byChatUser(U1)).toEqual(saved);
      expect(await people.byEmail('LI@example.com')).toEqual(saved);
      expect(await people.many([id, id, fresh()])).toEqual(new Map([[id, saved]]));
      expect(await people.byEmail('')).toBeNull();
    });

    test('imported by e-mail keep their role when they first speak in the chat', async () => {
      const { people } = open();
      const imported = await people.save(
        fresh(),
        person({ email: 'a@b.c', role: 'general_manager', department: 'management' }),
      );
      const seen = await people.save(fresh(), person({ name: '韩梅梅', chatUser: U1, email: 'A@b.c', isAdmin: true }));
      expect(seen).toEqual({ ...imported, name: '韩梅梅', chatUser: U1, isAdmin: true });
    });

    test('known by chat account take a new role and keep the e-mail that is not given', async () => {
      const { people } = open();
      const first = await people.save(fresh(), person({ chatUser: U1, email: 'a@b.c', role: 'advisor' }));
      const now = await people.save(fresh(), person({ chatUser: U1, role: 'supervisor' }));
      expect(now).toEqual({ ...first, role: 'supervisor' });
    });

    test('entered twice become one when account and e-mail turn out to belong together', async () => {
      const { people } = open();
      const imported = await people.save(fresh(), person({ email: 'a@b.c', role: 'supervisor' }));
      const seen = await people.save(fresh(), person({ chatUser: U1 }));
      const one = await people.save(fresh(), person({ chatUser: U1, email: 'a@b.c' }));
      expect(one).toMatchObject({ id: seen.id, role: 'supervisor', email: 'a@b.c' });
      expect(await people.withRole()).toEqual([one]);
      expect(await people.get(imported.id)).toMatchObject({ name: '李雷', active: false, email: null });
    });

    test('with a role are listed by role, then by pinyin', async () => {
      const { people } = open();
      const names = [
        ['赵', 'advisor'],
        ['王', 'general_manager'],
        ['陈', 'advisor'],
        ['路人', null],
      ] as const;
      for (const [name, role] of names) await people.save(fresh(), person({ name, role }));
      expect((await people.withRole()).map((p) => p.name)).toEqual(['陈', '赵', '王']);
    });

    test('lose a role only when told so in as many words', async () => {
      const { people } = open();
      const { id } = await people.save(fresh(), person({ chatUser: U1, role: 'advisor', department: 'service' }));
      expect(await people.save(id, person({ chatUser: U1, role: null }))).toMatchObject({ role: 'advisor' });
      expect(await people.setRole(id, null, null)).toMatchObject({ id, role: null, department: null });
      expect(await people.withRole()).toEqual([]);
      expect(await people.setRole(fresh(), 'advisor', null)).toBeNull();
    });

    test('begin without deputy, absences and shifts, and keep what is set whatever is saved later', async () => {
      const { people } = open();
      const { id, ...rest } = await people.save(fresh(), person({ chatUser: U1, role: 'advisor' }));
      expect(rest).toMatchObject({ deputy: null, absences: [], shifts: null });
      const duty = {
        deputy: 'other' as PersonId,
        absences: [{ from: '2026-11-16', to: '2026-11-20', deputy: null }],
        shifts: [[['08:30', '12:00'] as const, ['13:00', '24:00'] as const], [], [], [], [], [], []],
      } as const;
      const set = await people.setDuty(id, duty as never);
      expect(set).toEqual({ ...rest, id, ...duty });
      expect(await people.get(id)).toEqual(set);
      expect(await people.save(fresh(), person({ chatUser: U1, name: '李雷雷' }))).toEqual({ ...set, name: '李雷雷' });
      const none = { deputy: null, absences: [], shifts: null };
      expect(await people.setDuty(id, none)).toMatchObject(none);
      expect(await people.setDuty(fresh(), none)).toBeNull();
    });

    test('bring their duty along when two entries become one', async () => {
      const { people } = open();
      const imported = await people.save(fresh(), person({ email: 'a@b.c', role: 'supervisor' }));
      const absences = [{ from: '2026-11-16', to: '2026-11-20', deputy: 'other' as PersonId }];
      await people.setDuty(imported.id, { deputy: null, absences, shifts: null });
      await people.save(fresh(), person({ chatUser: U1 }));
      const one = await people.save(fresh(), person({ chatUser: U1, email: 'a@b.c' }));
      expect(await people.get(one.id)).toMatchObject({ role: 'supervisor', absences });
    });

    test('who left are no longer among those with a role, but still among the staff', async () => {
      const { people } = open();
      const { id } = await people.save(fresh(), person({ chatUser: U1, role: 'advisor' }));
      const boss = await people.save(fresh(), person({ name: '王', role: 'general_manager' }));
      await people.save(fresh(), person({ name: '路人' }));
      expect(await people.setActive(id, false)).toMatchObject({ id, active: false, role: 'advisor' });
      expect(await people.save(fresh(), person({ chatUser: U1 }))).toMatchObject({ active: false });
      expect(await people.withRole()).toEqual([boss]);
      expect((await people.staff()).map((p) => p.id)).toEqual([id, boss.id]);
      await people.setActive(id, true);
      expect(await people.withRole()).toHaveLength(2);
      expect(await people.setActive(fresh(), false)).toBeNull();
    });

    test('saved twice at once are one', async () => {
      const { people } = open();
      const both = await Promise.all(
        [1, 2, 3].map(() => people.save(fresh(), person({ chatUser: U1, email: 'a@b.c' }))),
      );
      expect(new Set(both.map((p) => p.id)).size).toBe(1);
    });
  });
}

/** What every implementation of Places, Shown and Attachments promises. */
export function belongingsContract(open: () => Stores): void {
  test('places are listed by purpose, oldest mark first, and can be marked anew or cleared', async () => {
    const { places } = open();
    const [a, b, c] = ['a', 'b', 'c'] as unknown as [PlaceRef, PlaceRef, PlaceRef];
    await places.mark(b, 'complaints', at(1));
    await places.mark(a, 'complaints', at(2));
    await places.mark(c, 'major', at(3));
    await places.mark(b, 'complaints', at(4));
    expect(await places.withPurpose('complaints')).toEqual([b, a]);
    await places.mark(b, 'major', at(5));
    await places.mark(a, null, at(5));
    expect(await places.withPurpose('major')).toEqual([c, b]);
    expect(await places.purposeOf(b)).toBe('major');
    expect(await places.purposeOf(a)).toBeNull();
  });

  test('what is shown is where it was last set', async () => {
    const { shown } = open();
    expect(await shown.get('case:1')).toBeNull();
    await shown.set('case:1', 'm1' as MessageRef);
    await shown.set('case:1', 'm2' as MessageRef);
    expect(await shown.get('case:1')).toBe('m2');
  });

  test('a file is kept once a case, byte for byte', async () => {
    const { attachments } = open();
    const content = Uint8Array.from({ length: 70_000 }, (_, i) => i % 256);
    const keep = (id: string, caseId: string, file: string) =>
      attachments.keep(
        {
          id: id as AttachmentId,
          caseId: caseId as CaseId,
          file: file as FileRef,
          name: '照片.jpg',
          mimetype: 'image/jpeg',
          content,
        },
        at(),
      );
    expect(await keep('a1', 'c1', 'f1')).toBe('a1');
    expect(await keep('a2', 'c1', 'f1')).toBe('a1');
    expect(await keep('a3', 'c2', 'f1')).toBe('a3');
    const kept = await attachments.content('a3' as AttachmentId);
    expect(kept).toMatchObject({ name: '照片.jpg', mimetype: 'image/jpeg' });
    expect(Buffer.compare(kept?.content ?? Buffer.alloc(0), content)).toBe(0);
    expect(await attachments.content('a2' as AttachmentId)).toBeNull();
  });
}
