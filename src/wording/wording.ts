import { en } from './en.ts';
import type { FormWording } from './forms.ts';
import type { Marks, Names, RefusalWording } from './names.ts';
import type { Screens } from './screens.ts';
import type { NoticeWording, TimelineWording } from './speech.ts';
import type { TimeWording } from './time.ts';
import { zh } from './zh.ts';

/** Every word the desk says, in one language. A sentence that is missing does not compile. */
export interface Wording {
  readonly language: Language;
  readonly name: Names;
  readonly mark: Marks;
  readonly refusal: RefusalWording;
  readonly notice: NoticeWording;
  readonly event: TimelineWording;
  readonly time: TimeWording;
  readonly form: FormWording;
  readonly screen: Screens;
}

export type Language = 'zh' | 'en';

/** The words of a language. */
export const wordingFor = (language: Language): Wording => (language === 'en' ? en : zh);
