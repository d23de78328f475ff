import { axisTicks, categoriesOf, fitLabel, labelWidth, ringPath, seriesValues } from './chart-scale.js';
import { html } from './vendor/preact-htm.js';

const HEIGHT = 220;
const TOP = 12;

/** Where things lie in a chart of series, for a given width. */
const layout = (chart, width) => {
  const categories = categoriesOf(chart);
  const series = seriesValues(chart);
  const ticks = axisTicks(series.flatMap((s) => s.values.filter((v) => v !== null)));
  const left = Math.max(28, ...ticks.map((tick) => labelWidth(tick) + 12)) + (chart.axis_config?.y_label ? 16 : 0);
  const bottom = HEIGHT - (chart.axis_config?.x_label ? 40 : 24);
  const slot = (width - left - 8) / Math.max(1, categories.length);
  const low = ticks[0];
  const high = ticks.at(-1);
  const y = (value) => bottom - ((value - low) / (high - low)) * (bottom - TOP);
  return { chart, categories, series, ticks, left, bottom, slot, width, y, x: (i) => left + slot * (i + 0.5) };
};

const Axes = ({ on }) => {
  const { ticks, left, width, y, bottom, categories, slot, x, chart } = on;
  const every = Math.max(1, Math.ceil(34 / slot));
  const names = chart.axis_config ?? {};
  const middle = (TOP + bottom) / 2;
  return html`<g class="axes">
    ${ticks.map(
      (tick) => html`<line x1=${left} x2=${width - 8} y1=${y(tick)} y2=${y(tick)} class=${tick === 0 ? 'zero' : ''} />
        <text x=${left - 6} y=${y(tick) + 4} text-anchor="end">${tick}</text>`,
    )}
    ${categories.map((label, i) =>
      i % every
        ? null
        : html`<text x=${x(i)} y=${bottom + 16} text-anchor="middle">${fitLabel(label, slot * every - 4)}</text>`,
    )}
    ${names.x_label && html`<text x=${(left + width) / 2} y=${HEIGHT - 6} text-anchor="middle" class="axis-name">${names.x_label}</text>`}
    ${names.y_label && html`<text transform=${`translate(11 ${middle}) rotate(-90)`} text-anchor="middle" class="axis-name">${names.y_label}</text>`}
  </g>`;
};

const Bars = ({ on }) => {
  const { series, slot, x, y } = on;
  const width = Math.min(36, (slot * 0.72) / series.length);
  const shift = (series.length * width) / 2;
  return series.map((s, k) =>
    s.values.map((value, i) => {
      if (value === null) return null;
      const top = Math.min(y(value), y(0));
      const height = Math.max(1, Math.abs(y(value) - y(0)));
      const left = x(i) - shift + k * width;
      return html`<rect class=${`fill-${k % 6}`} x=${left + 1} y=${top} width=${Math.max(1, width - 2)} height=${height} rx="2">
          <title>${`${on.categories[i]} · ${s.name}: ${value}`}</title>
        </rect>
        ${width >= 18 && html`<text x=${left + width / 2} y=${top - 3} text-anchor="middle">${value}</text>`}`;
    }),
  );
};

const Lines = ({ on, filled }) =>
  on.series.map((s, k) => {
    const points = s.values.flatMap((value, i) =>
      value === null ? [] : [[on.x(i), on.y(value), value, on.categories[i]]],
    );
    const line = points.map(([px, py]) => `${px.toFixed(1)} ${py.toFixed(1)}`).join('L');
    if (!points.length) return null;
    const area = `M${points[0][0]} ${on.y(0)}L${line}L${points.at(-1)[0]} ${on.y(0)}Z`;
    return html`<g>
      ${filled && html`<path class=${`area fill-${k % 6}`} d=${area} />`}
      <path class=${`line stroke-${k % 6}`} d=${`M${line}`} />
      ${points.map(
        ([px, py, value, label]) =>
          html`<circle class=${`fill-${k % 6}`} cx=${px} cy=${py} r="3.5"><title>${`${label} · ${s.name}: ${value}`}</title></circle>`,
      )}
    </g>`;
  });

/** Bars, lines or areas over categories. */
export const SeriesShape = ({ chart, title, width }) => {
  const on = layout(chart, width);
  return html`<svg class="chart-svg" width=${width} height=${HEIGHT} viewBox=${`0 0 ${width} ${HEIGHT}`} role="img" aria-label=${title}>
    <${Axes} on=${on} />
    ${chart.type === 'bar' ? html`<${Bars} on=${on} />` : html`<${Lines} on=${on} filled=${chart.type === 'area'} />`}
  </svg>`;
};

/** A ring of shares. */
export const PieShape = ({
  slices,
  title,
}) => html`<svg class="chart-svg" width="180" height="180" viewBox="-90 -90 180 180" role="img" aria-label=${title}>
  ${slices.map((s, i) => html`<path class=${`fill-${i % 6} slice`} d=${ringPath(s.from, s.to, 84, 46)}><title>${`${s.label}: ${s.value}`}</title></path>`)}
</svg>`;
