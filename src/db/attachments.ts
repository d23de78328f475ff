import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { StoreId } from '../domain/ids.ts';
import type { Attachments } from '../ports.ts';
import type { Database } from './database.ts';
import { attachmentContents, attachments } from './schema.ts';

/** The kept files of one store; equal bytes are kept once. */
export function createAttachments(database: Database, storeId: StoreId): Attachments {
  return {
    async keep({ id, caseId, file, name, mimetype, content }, now) {
      const sha256 = createHash('sha256').update(content).digest('hex');
      return database.transaction(async (tx) => {
        await tx.insert(attachmentContents).values({ storeId, sha256, content }).onConflictDoNothing();
        await tx
          .insert(attachments)
          .values({ storeId, id, caseId, fileRef: file, name, mimetype, sha256, keptAt: now })
          .onConflictDoNothing({ target: [attachments.storeId, attachments.caseId, attachments.fileRef] });
        const [kept] = await tx
          .select({ id: attachments.id })
          .from(attachments)
          .where(and(eq(attachments.storeId, storeId), eq(attachments.caseId, caseId), eq(attachments.fileRef, file)));
        if (!kept) throw new Error(`attachment ${id} vanished while it was kept`);
        return kept.id;
      });
    },
    async content(id) {
      const [row] = await database.db
        .select({ name: attachments.name, mimetype: attachments.mimetype, content: attachmentContents.content })
        .from(attachments)
        .innerJoin(
          attachmentContents,
          and(eq(attachmentContents.storeId, attachments.storeId), eq(attachmentContents.sha256, attachments.sha256)),
        )
        .where(and(eq(attachments.storeId, storeId), eq(attachments.id, id)));
      return row ?? null;
    },
  };
}
