const locale = (lang) => (lang === 'en' ? 'en-GB' : 'zh-CN');
const dayStart = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** The moment of a message, from its ts. */
export const tsDate = (ts) => new Date(Number(ts) * 1000);

/** 09:05 */
export const clockTime = (date, lang, seconds = false) =>
  date.toLocaleTimeString(locale(lang), {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    ...(seconds ? { second: '2-digit' } : {}),
  });

const RELATIVE = { zh: { '-1': '昨天', 0: '今天', 1: '明天' }, en: { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' } };

/** 今天 / 昨天 / 11月3日 星期二; the year only when it is another year. */
export const dayName = (date, now, lang) => {
  const days = Math.round((dayStart(date) - dayStart(now)) / 86_400_000);
  const near = RELATIVE[lang]?.[days];
  if (near) return near;
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' };
  return date.toLocaleDateString(locale(lang), { ...year, month: 'long', day: 'numeric', weekday: 'long' });
};

/** Two moments on one calendar day. */
export const sameDay = (a, b) => dayStart(a) === dayStart(b);

const ago = (date, now, lang) => {
  const seconds = Math.round((date.getTime() - now.getTime()) / 1000);
  const [unit, size] =
    Math.abs(seconds) < 3600 ? ['minute', 60] : Math.abs(seconds) < 86_400 ? ['hour', 3600] : ['day', 86_400];
  return new Intl.RelativeTimeFormat(locale(lang), { numeric: 'auto' }).format(Math.round(seconds / size), unit);
};

const dateToken = (date, lang, options) => date.toLocaleDateString(locale(lang), options);

const TOKENS = {
  date_num: (d) => {
    const two = (n) => String(n).padStart(2, '0');
    return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
  },
  date: (d, lang) => dateToken(d, lang, { year: 'numeric', month: 'long', day: 'numeric' }),
  date_short: (d, lang) => dateToken(d, lang, { year: 'numeric', month: 'short', day: 'numeric' }),
  date_long: (d, lang) => dateToken(d, lang, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' }),
  date_pretty: (d, lang, now) => prettyOr('date', d, lang, now),
  date_short_pretty: (d, lang, now) => prettyOr('date_short', d, lang, now),
  date_long_pretty: (d, lang, now) => prettyOr('date_long', d, lang, now),
  time: (d, lang) => clockTime(d, lang),
  time_secs: (d, lang) => clockTime(d, lang, true),
  ago: (d, lang, now) => ago(d, now, lang),
};

const prettyOr = (token, date, lang, now) => {
  const days = Math.round((dayStart(date) - dayStart(now)) / 86_400_000);
  return RELATIVE[lang]?.[days] ?? TOKENS[token](date, lang, now);
};

/** Slack's `<!date^…>`: fills the tokens of its format; the fallback when the moment is unreadable. */
export const formatDate = ({ ts, format, fallback }, lang, now = new Date()) => {
  if (!Number.isFinite(ts)) return fallback || '';
  const date = new Date(ts * 1000);
  return format.replace(/\{([a-z_]+)\}/g, (whole, token) => TOKENS[token]?.(date, lang, now) ?? whole);
};
