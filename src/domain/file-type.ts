/** What the first bytes of a file say it is. `active`: a page or program that a browser or a computer might run. */
export type SeenType =
  | 'png'
  | 'jpeg'
  | 'gif'
  | 'webp'
  | 'pdf'
  | 'zip'
  | 'ole'
  | 'mp4'
  | 'ogg'
  | 'wav'
  | 'mp3'
  | 'active';

const ascii = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

const starts = (bytes: Uint8Array, magic: readonly number[]): boolean => magic.every((byte, i) => bytes[i] === byte);

/** First bytes by format (the formats' own specifications; https://www.garykessler.net/library/file_sigs.html). */
const MAGIC: readonly (readonly [SeenType, (bytes: Uint8Array) => boolean])[] = [
  ['png', (b) => starts(b, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['jpeg', (b) => starts(b, [0xff, 0xd8, 0xff])],
  ['gif', (b) => /^GIF8[79]a/.test(ascii(b, 0, 6))],
  ['webp', (b) => ascii(b, 0, 4) === 'RIFF' && ascii(b, 8, 4) === 'WEBP'],
  ['wav', (b) => ascii(b, 0, 4) === 'RIFF' && ascii(b, 8, 4) === 'WAVE'],
  ['pdf', (b) => ascii(b, 0, 5) === '%PDF-'],
  ['zip', (b) => starts(b, [0x50, 0x4b, 0x03, 0x04]) || starts(b, [0x50, 0x4b, 0x05, 0x06])],
  ['ole', (b) => starts(b, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
  // HEIC pictures, MP4, QuickTime and M4A are boxes of one kind.
  ['mp4', (b) => ascii(b, 4, 4) === 'ftyp'],
  ['ogg', (b) => ascii(b, 0, 4) === 'OggS'],
  ['mp3', (b) => ascii(b, 0, 3) === 'ID3' || (b[0] === 0xff && ((b[1] ?? 0) & 0xe6) === 0xe2)],
  ['active', (b) => ascii(b, 0, 2) === 'MZ' || starts(b, [0x7f, 0x45, 0x4c, 0x46]) || ascii(b, 0, 2) === '#!'],
  ['active', (b) => MARKUP.test(ascii(b, 0, 512).replace(/^(?:\xEF\xBB\xBF)?[\s\0]*/, ''))],
];
const MARKUP = /^<(?:!doctype|html|head|body|script|svg|iframe|\?xml|!--|\?php)/i;

/** Null for bytes that are none of these, plain text among them. */
export const seenType = (content: Uint8Array): SeenType | null => MAGIC.find(([, fits]) => fits(content))?.[0] ?? null;

/** What a file that says it is of a type has to begin with; types that are not here have no beginning of their own. */
const CLAIMS: readonly (readonly [RegExp, readonly SeenType[]])[] = [
  [/^image\/png$/, ['png']],
  [/^image\/jpe?g$/, ['jpeg']],
  [/^image\/gif$/, ['gif']],
  [/^image\/webp$/, ['webp']],
  [/^image\/(?:heic|heif|avif)$/, ['mp4']],
  [/^application\/pdf$/, ['pdf']],
  [/^application\/(?:zip$|vnd\.openxmlformats)/, ['zip']],
  [/^application\/(?:msword|vnd\.ms-)/, ['ole', 'zip']],
  [/^video\/(?:mp4|quicktime)$|^audio\/(?:mp4|m4a|x-m4a|aac)$/, ['mp4', 'mp3']],
  [/^audio\/(?:ogg|opus)$/, ['ogg']],
  [/^audio\/(?:wav|x-wav|wave)$/, ['wav']],
  [/^audio\/(?:mpeg|mp3)$/, ['mp3']],
];
const RUNS =
  /^(?:text\/(?:html|xml|javascript)|image\/svg|application\/(?:xhtml|xml|javascript|x-(?:msdownload|sh|httpd)))/;

/** Bytes with no meaning of their own: opened by nobody by itself. */
export const OPAQUE = 'application/octet-stream';

/**
 * The type a file is kept under. Null when it is not what it says it is: a picture that is a web page. Pages and programs that own up to it are
 * kept as bytes and nothing more.
 */
export function keptType(mimetype: string, content: Uint8Array): string | null {
  const claimed = mimetype.toLowerCase().split(';')[0]?.trim() ?? '';
  const seen = seenType(content);
  const must = CLAIMS.find(([type]) => type.test(claimed))?.[1];
  if (must) return seen !== null && must.includes(seen) ? claimed : null;
  return seen === 'active' || RUNS.test(claimed) || !/^[\w.+-]+\/[\w.+-]+$/.test(claimed) ? OPAQUE : claimed;
}
