/* The numbers behind the charts. Pure. */

/** A round step so that about `count` steps cover `span`. */
export const niceStep = (span, count) => {
  const raw = span / count || 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  const unit = raw / power;
  return power * (unit <= 1 ? 1 : unit <= 2 ? 2 : unit <= 5 ? 5 : 10);
};

/** Round marks that hold every value and zero. */
export const axisTicks = (values, count = 4) => {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const step = niceStep(high - low, count);
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
};

/** The categories of a chart of series: as declared, or as the data has them. */
export const categoriesOf = (chart) => {
  const declared = chart.axis_config?.categories;
  return declared?.length ? declared : [...new Set((chart.series ?? []).flatMap((s) => s.data.map((d) => d.label)))];
};

/** What each series says for each category; null where it says nothing. */
export const seriesValues = (chart) => {
  const categories = categoriesOf(chart);
  return (chart.series ?? []).map((s) => ({
    name: s.name,
    values: categories.map((label) => s.data.find((d) => d.label === label)?.value ?? null),
  }));
};

/** The slices of a pie as {label, value, share, from, to}; angles in turns. */
export const pieSlices = (segments) => {
  const total = segments.reduce((sum, s) => sum + Math.max(0, s.value), 0) || 1;
  let from = 0;
  return segments.map(({ label, value }) => {
    const share = Math.max(0, value) / total;
    const slice = { label, value, share, from, to: from + share };
    from += share;
    return slice;
  });
};

/** The outline of a ring slice around 0,0. */
export const ringPath = (from, to, outer, inner) => {
  const end = Math.min(to, from + 0.9999);
  const at = (turn, r) => {
    const angle = turn * 2 * Math.PI - Math.PI / 2;
    return `${(Math.cos(angle) * r).toFixed(2)} ${(Math.sin(angle) * r).toFixed(2)}`;
  };
  const large = end - from > 0.5 ? 1 : 0;
  return `M${at(from, outer)}A${outer} ${outer} 0 ${large} 1 ${at(end, outer)}L${at(end, inner)}A${inner} ${inner} 0 ${large} 0 ${at(from, inner)}Z`;
};

const isWide = (char) => char.codePointAt(0) > 0x2e7f;

/** About how many pixels a label of 11 px takes. */
export const labelWidth = (text) => [...String(text)].reduce((sum, char) => sum + (isWide(char) ? 11 : 6.4), 0);

/** A label cut to fit. */
export const fitLabel = (text, width) => {
  if (labelWidth(text) <= width) return text;
  let out = '';
  for (const char of String(text)) {
    if (labelWidth(`${out}${char}…`) > width) break;
    out += char;
  }
  return `${out}…`;
};
