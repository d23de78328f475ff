/** What a channel is for: complaints come in, major cases are told, leaders get the digest. */
export const PLACE_PURPOSES = ['complaints', 'major', 'leadership'] as const;
export type PlacePurpose = (typeof PLACE_PURPOSES)[number];
