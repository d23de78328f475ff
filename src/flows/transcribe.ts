import type { ChatFile, Message } from '../domain/message.ts';
import type { Asked, Media, Ports } from '../ports.ts';
import { checkTranscript, transcriptText } from '../reading/transcript.ts';

/** What looking at the pictures and voice notes of a message gave: their words ('' for none), or when to try again. */
export type Transcribed =
  | { readonly type: 'words'; readonly text: string }
  | { readonly type: 'later'; readonly until: Date; readonly why: string };

/** Looked at in one message; more are kept, but a model sees only these. */
const MOST_FILES = 9;
/** The largest file that goes to a model: 8 MB. */
const MAX_BYTES = 8 * 1024 * 1024;
/** Over all tries for one file. */
const DEADLINE_MS = 60_000;

const isPicture = ({ mimetype }: ChatFile): boolean => mimetype.startsWith('image/');
const isVoice = ({ mimetype }: ChatFile): boolean => mimetype.startsWith('audio/') || mimetype.startsWith('video/');

/** What kind of thing a message without words brings; null for any other file. */
export function mediaOf({ files }: Pick<Message, 'files'>): 'picture' | 'voice' | null {
  if (files.some(isPicture)) return 'picture';
  return files.some(isVoice) ? 'voice' : null;
}

/** Whether a model that is set up can make words of a file. */
const isForModel = ({ set }: Ports['models'], file: ChatFile): boolean =>
  set !== null && ((isPicture(file) && set.seesPictures) || (isVoice(file) && set.hearsVoice));

/** Whether there is something in a message that only a model can read, and has not yet. */
export const hasUnread = (models: Ports['models'], message: Message): boolean =>
  message.outcome?.transcript == null && message.files.some((file) => isForModel(models, file));

/** Makes words of the pictures and voice notes of a message, in their order. One that cannot be had or read is left out. */
export async function transcribe(ports: Pick<Ports, 'models' | 'chat'>, message: Message): Promise<Transcribed> {
  const files = message.files.filter((file) => isForModel(ports.models, file)).slice(0, MOST_FILES);
  const asked = await Promise.all(files.map((file) => readFile(ports, file)));
  const wait = asked.find((one) => one?.type === 'unavailable');
  if (wait?.type === 'unavailable') return { type: 'later', until: wait.until, why: wait.why };
  return {
    type: 'words',
    text: asked
      .flatMap((one) => (one?.type === 'answered' ? [one.answer] : []))
      .join('\n')
      .trim(),
  };
}

async function readFile(ports: Pick<Ports, 'models' | 'chat'>, file: ChatFile): Promise<Asked<string> | null> {
  if (file.size > MAX_BYTES) return null;
  const download = await ports.chat.download(file.ref, MAX_BYTES);
  if (download.type !== 'content') return null;
  const media: Media = { name: file.name, mimetype: file.mimetype, content: download.content };
  if (isVoice(file)) return ports.models.hear(media, DEADLINE_MS);
  const asked = await ports.models.ask({
    prompt: 'transcribe-pictures',
    inputs: { count: '1' },
    images: [media],
    deadlineMs: DEADLINE_MS,
    check: (json) => {
      const read = checkTranscript(json);
      return read.ok ? null : read.detail;
    },
  });
  if (asked.type !== 'answered') return asked;
  const read = checkTranscript(asked.answer);
  return read.ok ? { ...asked, answer: transcriptText(read.transcript) } : null;
}
