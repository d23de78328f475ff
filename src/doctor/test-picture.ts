import type { Media } from '../ports.ts';

/** A black frame on white, 64 × 64: no words, and large enough for those that refuse pictures of a few pixels. */
export const TEST_PICTURE: Media = {
  name: 'frame.png',
  mimetype: 'image/png',
  content: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAEAAAABAAQAAAACCEkxzAAAAF0lEQVR42mNgIALw/weDD6OMkcUgAgAAtqaGiEZx+vUAAAAASUVORK5CYII=',
    'base64',
  ),
};
