/** Ids and references are strings that cannot be mixed up. Only the room that made a reference reads what is inside it. */
declare const brand: unique symbol;
type Branded<B extends string> = string & { readonly [brand]: B };

export type StoreId = Branded<'store'>;
export type CaseId = Branded<'case'>;
export type PersonId = Branded<'person'>;
export type ProposalId = Branded<'proposal'>;
export type AttachmentId = Branded<'attachment'>;
/** A place in a chat where messages stand: a channel, a direct message. Opaque outside the chat's own room. */
export type PlaceRef = Branded<'place'>;
/** A message in a chat. Opaque outside the chat's own room. */
export type MessageRef = Branded<'message'>;
/** An account in a chat. Opaque outside the chat's own room. */
export type ChatUserRef = Branded<'chat-user'>;
/** A file in a chat, not yet copied. Opaque outside the chat's own room. */
export type FileRef = Branded<'file'>;
