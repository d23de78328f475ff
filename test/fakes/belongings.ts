import type { AttachmentId, MessageRef } from '../../src/domain/ids.ts';
import type { Attachments, NewAttachment, Places, Shown } from '../../src/ports.ts';
import type { FakeMemory } from './stores.ts';

export function createFakeShown(): Shown {
  const refs = new Map<string, MessageRef>();
  return {
    get: async (key) => refs.get(key) ?? null,
    async set(key, ref) {
      refs.set(key, ref);
    },
  };
}

export function createFakePlaces({ marks }: Pick<FakeMemory, 'marks'>): Places {
  return {
    purposeOf: async (place) => marks.get(place)?.purpose ?? null,
    withPurpose: async (purpose) =>
      [...marks]
        .filter(([, mark]) => mark.purpose === purpose)
        .sort(([, a], [, b]) => a.at.getTime() - b.at.getTime())
        .map(([place]) => place),
    async mark(place, purpose, now) {
      if (purpose === null) marks.delete(place);
      else if (marks.get(place)?.purpose !== purpose) marks.set(place, { purpose, at: now });
    },
  };
}

export function createFakeAttachments(): Attachments {
  const kept = new Map<AttachmentId, NewAttachment>();
  return {
    async keep(attachment) {
      const same = [...kept.values()].find((a) => a.caseId === attachment.caseId && a.file === attachment.file);
      if (!same) kept.set(attachment.id, attachment);
      return same?.id ?? attachment.id;
    },
    async content(id) {
      const found = kept.get(id);
      return found ? { name: found.name, mimetype: found.mimetype, content: found.content } : null;
    },
  };
}
