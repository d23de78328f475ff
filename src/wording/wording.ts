import type { AdviceWording } from './advice.ts';
import type { CardLineWording } from './card-lines.ts';
import { en } from './en.ts';
import type { FormWording } from './forms.ts';
import type { DutyWording } from './forms-duty.ts';
import type { GraveWording } from './forms-grave.ts';
import type { MoneyWording } from './forms-money.ts';
import type { TimeFormWording } from './forms-time.ts';
import type { Marks, Names, RefusalWording } from './names.ts';
import type { ReadingWording } from './reading.ts';
import type { Screens } from './screens.ts';
import type { NoticeWording, ReminderWording, TimelineWording } from './speech.ts';
import type { TimeWording } from './time.ts';
import { zh } from './zh.ts';

/** Every word the desk says, in one language. A sentence that is missing does not compile. */
export interface Wording {
  readonly language: Language;
  readonly name: Names;
  readonly mark: Marks;
  readonly refusal: RefusalWording;
  readonly notice: NoticeWording;
  readonly reminder: ReminderWording;
  readonly event: TimelineWording;
  readonly time: TimeWording;
  readonly form: FormWording;
  readonly grave: GraveWording;
  readonly duty: DutyWording;
  readonly money: MoneyWording;
  readonly screen: Screens;
  readonly advice: AdviceWording;
  readonly line: CardLineWording;
  readonly formTime: TimeFormWording;
  readonly reading: ReadingWording;
}

export type Language = 'zh' | 'en';

/** The words of a language. */
export const wordingFor = (language: Language): Wording => (language === 'en' ? en : zh);
