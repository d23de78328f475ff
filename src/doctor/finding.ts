/** What a check found. `note`: nothing is wrong, but somebody may want to know. */
export interface Finding {
  readonly mark: 'ok' | 'wrong' | 'note';
  readonly text: string;
}

export const ok = (text: string): Finding => ({ mark: 'ok', text });
export const wrong = (text: string): Finding => ({ mark: 'wrong', text });
export const note = (text: string): Finding => ({ mark: 'note', text });

const MARKS: Readonly<Record<Finding['mark'], string>> = { ok: '✓', wrong: '✗', note: '–' };

/** A finding on one line, as it is printed. */
export const lineOf = ({ mark, text }: Finding): string => `${MARKS[mark]} ${text.replace(/\s*\n\s*/g, ' ')}`;

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
