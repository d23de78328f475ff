import type { ReplyLanguage } from './model-reply.ts';
import { NUMERAL_CHARS } from './numerals.ts';

const N = `(?:\\d+(?:\\.\\d+)?|[半${NUMERAL_CHARS}]+)`;
const SPAN = '(?:分钟|刻钟|个?小时|个?钟头|个?工作日|天|日|周|个?星期|个?礼拜|个月|年)';

/** How times are found in a language without its blanks, or with. */
interface TimeWords {
  /** Days that lie ahead whenever the draft is read. */
  readonly ahead: RegExp;
  /** Times of which the customer may have told. */
  readonly times: readonly RegExp[];
  /** What stands before or after a time that makes it a limit we set ourselves. */
  readonly before: RegExp;
  readonly after: RegExp;
  readonly plain: (text: string) => string;
}

/** Without blanks and round brackets: models put the weekday into some. */
export const squashed = (text: string): string => text.normalize('NFKC').replace(/[\s()]+/g, '');

const TIME_WORDS: Readonly<Record<ReplyLanguage, TimeWords>> = {
  zh: {
    ahead:
      /今[天日晚早]|明[天日晚早年]|后天|当[天日晚](?=内|就|给)|下周|下个?(?:月|星期|礼拜)|本周|这周|周末|月底|月初|年底|一会儿|稍后|稍晚|晚点/g,
    times: [
      /\d{1,2}[:：]\d{2}/g,
      new RegExp(`(?:\\d{2,4}年)?${N}月(?:${N}[日号])?`, 'g'),
      /(?<!\d)\d{1,2}[日号]/g,
      /\d{1,4}[/-]\d{1,2}(?:[/-]\d{1,2})?/g,
      /(?:上周|周|星期|礼拜)[一二三四五六日天]/g,
      new RegExp(`(?:上午|下午|中午|晚上|早上|凌晨|傍晚)(?:${N}[点时:：])?`, 'g'),
      /(?<![有几第差早晚])(?:\d{1,2}|十[一二]?|[二两三四五六七八九])点(?!意见|建议|要求|说明|诉求|内容|感受|想法|问题)/g,
      new RegExp(`${N}${SPAN}前?`, 'g'),
    ],
    before: /$^/,
    after: /^(?:之?内|以内|之?[后前]|左右)/,
    plain: squashed,
  },
  en: {
    ahead:
      /\b(?:today|tonight|tomorrow|(?:this|next) (?:week|month|morning|afternoon|evening)|shortly|soon|by (?:the )?end of)\b/gi,
    times: [
      /\b\d{1,2}:\d{2}\b/g,
      /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/gi,
      /\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*/gi,
      /\b\d{1,2} ?(?:am|pm|o'clock)\b/gi,
      /\b(?:\d+|one|two|three|four|five|a few) (?:working )?(?:minute|hour|day|week|month)s?\b/gi,
    ],
    before: /\b(?:within|in|after|by|before|next)(?: the)?(?: next)? $/i,
    after: /^ (?:from now|later)/i,
    plain: (text) => text.normalize('NFKC').replace(/[\s()]+/g, ' '),
  },
};

/** Times beside the given one, in the words of the draft: what the customer told of the past may be repeated, nothing may be set. The given one itself where it is missing. */
export function strayTimes(text: string, answerBy: string, shown: string, language: ReplyLanguage): readonly string[] {
  const words = TIME_WORDS[language];
  const given = words.plain(answerBy);
  const plain = words.plain(text);
  if (!plain.includes(given)) return [answerBy];
  const rest = plain.replaceAll(given, '\n');
  const known = words.plain(shown).toLowerCase();
  const made = words.times
    .flatMap((pattern) => [...rest.matchAll(pattern)])
    .filter(({ 0: time, index }) => {
      const limit = words.after.test(rest.slice(index + time.length)) || words.before.test(rest.slice(0, index));
      return limit || !known.includes(time.toLowerCase());
    });
  return [...rest.matchAll(words.ahead), ...made].map(([time]) => time);
}
