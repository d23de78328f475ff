import { randomId } from './ids.ts';
import type { FileRecord } from './state.ts';
import type { ElementValue, InputValues, NewFile } from './verbs.ts';
import type { World } from './world.ts';

const types: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  csv: 'text/csv',
  txt: 'text/plain',
  json: 'application/json',
  md: 'text/markdown',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
};

/** The media type a file's name promises. */
export function typeByName(name: string): string {
  return types[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}

/** Enters a file into the workspace; its bytes come separately. */
export function addFile(
  world: World,
  about: { name: string; user: string; size: number; complete: boolean; mimetype?: string; altText?: string },
): FileRecord {
  const file: FileRecord = {
    mimetype: typeByName(about.name),
    ...about,
    id: randomId('F'),
    title: about.name,
    created: Math.floor(world.now() / 1000),
    shares: [],
  };
  world.state.files[file.id] = file;
  return file;
}

/** Takes in the files a person chose; returns their ids. */
export function takeFiles(world: World, user: string, files: readonly NewFile[]): string[] {
  return files.map(({ name, mimetype, content }) => {
    const bytes = Buffer.from(content, 'base64');
    const file = addFile(world, {
      name,
      user,
      size: bytes.length,
      complete: true,
      mimetype: mimetype || typeByName(name),
    });
    world.files.put(file.id, bytes);
    return file.id;
  });
}

function isNewFiles(value: ElementValue): value is readonly NewFile[] {
  return Array.isArray(value) && value.length > 0 && typeof value[0] === 'object';
}

/** The page sends an input's files again with every press in its form; those the form holds already keep their ids. */
function takeOnce(world: World, user: string, files: readonly NewFile[], held: ElementValue | undefined): string[] {
  const known = (Array.isArray(held) ? held.map(String) : []).flatMap((id) => world.state.files[id] ?? []);
  return files.flatMap((file) => {
    const bytes = Buffer.from(file.content, 'base64');
    const same = known.find((k) => k.name === file.name && world.files.get(k.id)?.equals(bytes) === true);
    return same ? [same.id] : takeFiles(world, user, [file]);
  });
}

/** The same values, with files taken in and their ids in their place; `held` is what the form held before. */
export function withFilesTaken(
  world: World,
  user: string,
  values: InputValues | undefined,
  held: InputValues = {},
): InputValues {
  const entries = Object.entries(values ?? {}).map(([blockId, actions]) => {
    const inner = Object.entries(actions).map(([actionId, value]): [string, ElementValue] => {
      return [actionId, isNewFiles(value) ? takeOnce(world, user, value, held[blockId]?.[actionId]) : value];
    });
    return [blockId, Object.fromEntries(inner)] as const;
  });
  return Object.fromEntries(entries);
}
