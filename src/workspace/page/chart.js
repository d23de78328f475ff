import { useApp } from './app-context.js';
import { categoriesOf, pieSlices, seriesValues } from './chart-scale.js';
import { PieShape, SeriesShape } from './chart-shapes.js';
import { html, useLayoutEffect, useRef, useState } from './vendor/preact-htm.js';

const useWidth = (ref) => {
  const [width, setWidth] = useState(480);
  useLayoutEffect(() => {
    const measure = () => ref.current && setWidth(Math.max(220, Math.floor(ref.current.clientWidth)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [ref]);
  return width;
};

const Legend = ({ names }) => html`<ul class="legend">
  ${names.map((name, i) => html`<li><span class=${`swatch series-${i % 6}`} aria-hidden="true"></span>${name}</li>`)}
</ul>`;

const percent = (share) => `${Math.round(share * 1000) / 10}%`;

const PieTable = ({ slices, t }) => html`<table>
  <thead><tr><th scope="col">${t('category')}</th><th scope="col" class="number">${t('value')}</th><th scope="col" class="number">${t('share')}</th></tr></thead>
  <tbody>${slices.map((s) => html`<tr><th scope="row">${s.label}</th><td class="number">${s.value}</td><td class="number">${percent(s.share)}</td></tr>`)}</tbody>
</table>`;

const SeriesTable = ({ chart, t }) => {
  const series = seriesValues(chart);
  return html`<table>
    <thead><tr><th scope="col">${chart.axis_config?.x_label || t('category')}</th>${series.map((s) => html`<th scope="col" class="number">${s.name}</th>`)}</tr></thead>
    <tbody>${categoriesOf(chart).map(
      (label, i) =>
        html`<tr><th scope="row">${label}</th>${series.map((s) => html`<td class="number">${s.values[i] ?? '–'}</td>`)}</tr>`,
    )}</tbody>
  </table>`;
};

const Picture = ({ chart, title, width }) => {
  if (chart.type !== 'pie') {
    const series = seriesValues(chart);
    return html`<${SeriesShape} chart=${chart} title=${title} width=${width} />
      ${series.length > 1 && html`<${Legend} names=${series.map((s) => s.name)} />`}`;
  }
  const slices = pieSlices(chart.segments ?? []);
  return html`<div class="pie"><${PieShape} slices=${slices} title=${title} />
    <${Legend} names=${slices.map((s) => html`${s.label} <b>${s.value}</b> <small>${percent(s.share)}</small>`)} /></div>`;
};

/** data_visualization: bar, line, area or pie, drawn as SVG, with the same numbers as a table on demand. */
export const Chart = ({ block }) => {
  const { t } = useApp();
  const [table, setTable] = useState(false);
  const box = useRef(null);
  const width = useWidth(box);
  const { chart } = block;
  const title = typeof block.title === 'string' ? block.title : block.title?.text;
  const shown =
    chart.type === 'pie'
      ? html`<${PieTable} slices=${pieSlices(chart.segments ?? [])} t=${t} />`
      : html`<${SeriesTable} chart=${chart} t=${t} />`;
  return html`<figure class="chart">
    <figcaption>
      <span>${title}</span>
      <button type="button" class="link-button" aria-pressed=${table ? 'true' : 'false'} onClick=${() => setTable(!table)}>${t(table ? 'showChart' : 'showTable')}</button>
    </figcaption>
    <div ref=${box} class="chart-box">${table ? html`<div class="table-box">${shown}</div>` : html`<${Picture} chart=${chart} title=${title} width=${width} />`}</div>
  </figure>`;
};
