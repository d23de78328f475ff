import { z } from 'zod';

/** Which side of the chat a bubble stands on: 左 the other party, 右 whoever holds the phone; 其他 for notices between them and all that is no chat. */
export const SIDES = ['左', '右', '其他'] as const;
/** What a picture shows: a chat, something written, a thing or a place, none of these. */
export const PICTURE_KINDS = ['chat', 'document', 'photo', 'other'] as const;

const rowSchema = z.object({
  side: z.enum(SIDES),
  /** As the chat writes it; null where it shows none. */
  name: z.string().nullable(),
  /** As the chat writes it: 昨天 10:21. */
  time: z.string().nullable(),
  text: z.string(),
});
const transcriptSchema = z.object({
  kind: z.enum(PICTURE_KINDS),
  rows: z.array(rowSchema),
  /** What is seen, in one neutral sentence; for pictures without words. */
  description: z.string().nullable(),
});

/** What a model read off pictures. */
export type Transcript = z.infer<typeof transcriptSchema>;
export type TranscriptRow = Transcript['rows'][number];

function jsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema: _, ...schema } = z.toJSONSchema(transcriptSchema, { target: 'draft-7' });
  return schema;
}

/** The inputs of `prompts/transcribe-pictures.md`. */
export const TRANSCRIBE_INPUTS = ['count'] as const;
/** The form of the answer, as the connection to a model takes it. */
export const TRANSCRIBE_SCHEMA = { name: 'picture_transcript', jsonSchema: jsonSchema() } as const;
/** Tokens an answer may need: a long screenshot holds some forty bubbles. */
export const TRANSCRIBE_TOKENS = 4000;

/** `detail` is one line that may be told to the model for a second try; it holds no words of the picture. */
export type CheckedTranscript =
  | { readonly ok: true; readonly transcript: Transcript }
  | { readonly ok: false; readonly detail: string };

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const oneOf = <T extends string>(known: readonly T[], value: unknown, otherwise: T): T =>
  known.find((one) => one === value) ?? otherwise;

/** Without a strict mode a model leaves out what is null and words a side in its own way: neither spoils the rest. */
function tidy(raw: unknown): unknown {
  if (!isFields(raw) || (raw.rows === undefined && raw.description === undefined)) return raw;
  const rows = listOf(raw.rows).map((row) =>
    isFields(row) ? { name: null, time: null, ...row, side: oneOf(SIDES, row.side, '其他') } : row,
  );
  return { ...raw, rows, kind: oneOf(PICTURE_KINDS, raw.kind, 'other'), description: raw.description ?? null };
}

/** Checks what a model answered to `transcribe-pictures`. A picture that shows nothing to write down gives no rows and no description. */
export function checkTranscript(raw: unknown): CheckedTranscript {
  const parsed = transcriptSchema.safeParse(tidy(raw));
  if (parsed.success) return { ok: true, transcript: parsed.data };
  const issue = parsed.error.issues[0];
  return { ok: false, detail: `字段 ${issue?.path.join('.') ?? ''} 不符合要求（${issue?.code ?? ''}）` };
}

/** A bubble stays one line, so that nothing written in it can pass for somebody else's bubble. */
const oneLine = (text: string): string => text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').trim();
const nameOf = (name: string | null): string =>
  oneLine(name ?? '')
    .replace(/[:：]/g, ' ')
    .trim();
/** Of `昨天 下午3:05` the clock alone: the day is when somebody wrote, which the rules would take for the day something happened. */
const clockOf = (time: string | null): string =>
  (/(?:[上下]午|凌晨|早上|中午|晚上)?\s*\d{1,2}[:：]\d{2}/.exec(time ?? '')?.[0] ?? '').trim();

function lineOf({ side, name, time, text }: TranscriptRow): string {
  const said = oneLine(text);
  if (said === '') return '';
  const who = [nameOf(name), clockOf(time)].filter((one) => one !== '').join(' ');
  const from = side === '其他' ? who : `（${side}）${who}`;
  return from === '' ? said : `${from}：${said}`;
}

/**
 * The transcript as pasted chat is read, one bubble a line: `（左）张三 10:21：…`. 左 is the other party, 右 whoever holds the phone.
 * A document has its lines only; a picture without words gives what is seen, marked as no words of anybody.
 */
export function transcriptText({ rows, description }: Transcript): string {
  const lines = rows.map(lineOf).filter((line) => line !== '');
  const seen = oneLine(description ?? '');
  return lines.length === 0 && seen !== '' ? `（图片：${seen}）` : lines.join('\n');
}
