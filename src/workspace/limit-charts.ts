import { asObject, type Faultfinder } from './limit-check.ts';
import { blockLimits, surfaceLimits } from './limit-numbers.ts';
import type { Json } from './state.ts';

const limits = blockLimits.data_visualization;

/** A data_visualization block. */
export function checkChart(find: Faultfinder, block: Json, pointer: string): void {
  if (find.need(block, 'title', pointer)) find.length(block.title, `${pointer}/title`, limits.title.max_length, 1);
  if (!find.need(block, 'chart', pointer)) return;
  const chart = asObject(block.chart);
  const at = `${pointer}/chart`;
  if (chart.type === 'pie') checkPie(find, chart, at);
  else if (['bar', 'line', 'area'].includes(String(chart.type))) checkAxes(find, chart, at);
  else find.add(`${at}/type`, `unsupported type: ${String(chart.type)}`);
}

function checkPie(find: Faultfinder, chart: Json, at: string): void {
  if (!find.need(chart, 'segments', at)) return;
  const { min_items, max_items } = limits.segments;
  find.items(chart.segments, `${at}/segments`, max_items, min_items).forEach((segment, i) => {
    find.length(segment.label, `${at}/segments/${i}/label`, limits.segment.label.max_length, 1);
    if (typeof segment.value !== 'number' || segment.value <= limits.segment.value.exclusive_min) {
      find.add(`${at}/segments/${i}/value`, 'must be greater than 0');
    }
  });
}

function checkAxes(find: Faultfinder, chart: Json, at: string): void {
  const axes = asObject(chart.axis_config);
  const { min_items, max_items } = limits.categories;
  find.need(axes, 'categories', `${at}/axis_config`);
  const categories = Array.isArray(axes.categories) ? axes.categories : [];
  find.items(axes.categories, `${at}/axis_config/categories`, max_items, min_items);
  categories.forEach((category, i) => {
    find.length(category, `${at}/axis_config/categories/${i}`, limits.category_label.max_length, 1);
  });
  for (const axis of ['x_label', 'y_label']) {
    find.length(axes[axis], `${at}/axis_config/${axis}`, limits.axis_label.max_length);
  }
  if (!find.need(chart, 'series', at)) return;
  find.items(chart.series, `${at}/series`, limits.series.max_items, limits.series.min_items).forEach((series, i) => {
    checkSeries(find, series, `${at}/series/${i}`, new Set(categories));
  });
}

function checkSeries(find: Faultfinder, series: Json, at: string, categories: Set<unknown>): void {
  if (find.need(series, 'name', at)) find.length(series.name, `${at}/name`, limits.series_name.max_length, 1);
  if (!find.need(series, 'data', at)) return;
  find.items(series.data, `${at}/data`, limits.data.max_items, limits.data.min_items).forEach((point, i) => {
    find.length(point.label, `${at}/data/${i}/label`, limits.point_label.max_length, 1);
    if (typeof point.value !== 'number') find.add(`${at}/data/${i}/value`, 'must be a number');
    if (!categories.has(point.label)) find.add(`${at}/data/${i}/label`, 'must be one of the categories');
  });
}

/** A plain table: at most 100 rows of 20 columns, every row as wide as the first. */
export function checkTable(find: Faultfinder, block: Json, pointer: string): void {
  if (!find.need(block, 'rows', pointer)) return;
  const rows = Array.isArray(block.rows) ? block.rows : [];
  find.items(rows, `${pointer}/rows`, surfaceLimits.table_rows, 1);
  const width = Array.isArray(rows[0]) ? rows[0].length : 0;
  find.range(width, `${pointer}/rows/0`, 1, surfaceLimits.table_columns);
  rows.forEach((row, i) => {
    if (!Array.isArray(row) || row.length !== width) find.add(`${pointer}/rows/${i}`, `must have ${width} cells`);
  });
  const settings = block.column_settings;
  if (Array.isArray(settings) && settings.length > width) {
    find.add(`${pointer}/column_settings`, `no more than ${width} items allowed`);
  }
}

/** A data_table block. */
export function checkDataTable(find: Faultfinder, block: Json, pointer: string): void {
  const { rows, columns, page_size, content, cell_text } = blockLimits.data_table;
  find.range(block.page_size, `${pointer}/page_size`, page_size.min, page_size.max);
  if (!find.need(block, 'rows', pointer)) return;
  const list: unknown[] = Array.isArray(block.rows) ? block.rows : [];
  find.items(list, `${pointer}/rows`, rows.max_items, rows.min_items);
  let size = 0;
  list.forEach((row, i) => {
    const cells = Array.isArray(row) ? row.map(asObject) : [];
    find.range(cells.length, `${pointer}/rows/${i}`, columns.min_items, columns.max_items);
    cells.forEach((cell, j) => {
      if (cell.text === undefined) return;
      find.length(cell.text, `${pointer}/rows/${i}/${j}/text`, content.max_length, cell_text.min_length);
      size += [...String(cell.text)].length;
    });
  });
  if (size > content.max_length)
    find.add(`${pointer}/rows`, `must hold less than ${content.max_length + 1} characters`);
}
