import { blockLimits as limits } from '../../src/workspace/limit-numbers.ts';

type Json = Record<string, unknown>;

/** A block or view with one fault, and the same one mended. */
export type Broken = { block: Json; mended: Json } | { view: Json; mended: Json };

const x = (length: number): string => 'x'.repeat(length);
const plain = (text: string): Json => ({ type: 'plain_text', text });
const mrkdwn = (text: string): Json => ({ type: 'mrkdwn', text });
const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const option = (i: number): Json => ({ text: plain(`o${i}`), value: `v${i}` });
const options = (count: number): Json[] => many(count, option);
const actions = (...elements: Json[]): Json => ({ type: 'actions', elements });
const section = (more: Json): Json => ({ type: 'section', text: mrkdwn('t'), ...more });
const button = (more: Json = {}): Json => ({ type: 'button', action_id: 'a', text: plain('t'), ...more });
const select = (more: Json): Json => ({ type: 'static_select', action_id: 'a', ...more });
const input = (element: Json, more: Json = {}): Json => ({ type: 'input', label: plain('l'), element, ...more });
const textInput = (more: Json = {}): Json => ({ type: 'plain_text_input', action_id: 'a', ...more });
const picture = (more: Json = {}): Json => ({
  type: 'image',
  image_url: 'https://example.com/a.png',
  alt_text: 'a',
  ...more,
});
const video = (more: Json): Json => ({
  type: 'video',
  alt_text: 'a',
  title: plain('t'),
  thumbnail_url: 'https://example.com/t.png',
  video_url: 'https://example.com/v',
  ...more,
});
const modal = (more: Json): Json => ({ type: 'modal', title: plain('t'), blocks: [{ type: 'divider' }], ...more });
const confirm = (more: Json): Json =>
  actions(button({ confirm: { title: plain('t'), text: plain('t'), confirm: plain('y'), deny: plain('n'), ...more } }));
const withOption = (more: Json): Json =>
  actions({ type: 'overflow', action_id: 'a', options: [{ ...option(0), ...more }] });
const grouped = (groups: Json[]): Json => actions(select({ option_groups: groups }));
const group = (label: string, count: number): Json => ({ label: plain(label), options: options(count) });
const cell = (text = 'c'): Json => ({ type: 'raw_text', text });
const grid = (type: string, rows: number, columns: number, more: Json = {}): Json => ({
  type,
  rows: many(rows, () => many(columns, () => cell())),
  ...more,
});
const pie = (segments: Json[]): Json => ({ type: 'data_visualization', title: 't', chart: { type: 'pie', segments } });
const bars = (series: Json[], axis: Json = { categories: ['a'] }): Json => ({
  type: 'data_visualization',
  title: 't',
  chart: { type: 'bar', series, axis_config: axis },
});
const line = (name = 's', labels = ['a']): Json => ({ name, data: labels.map((label) => ({ label, value: 1 })) });
const labelled = (count: number): string[] => many(count, (i) => `c${i}`);
const card = (more: Json): Json => ({ type: 'card', title: mrkdwn('t'), ...more });
const boxes = (type: string, count: number): Json => actions({ type, action_id: 'a', options: options(count) });
const feedback = (half: Json): Json => ({
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      action_id: 'a',
      positive_button: { text: plain('+'), value: 'p', ...half },
      negative_button: { text: plain('-'), value: 'n' },
    },
  ],
});
const icon = (users: number): Json => ({
  type: 'context_actions',
  elements: [
    {
      type: 'icon_button',
      icon: 'trash',
      action_id: 'a',
      text: plain('t'),
      visible_to_user_ids: many(users, (i) => `U${i}`),
    },
  ],
});
const sources = (url: string): Json => actions({ type: 'url', url });

/** One too long and one just right. */
const tooLong = (max: number, make: (text: string) => Json): Broken => ({
  block: make(x(max + 1)),
  mended: make(x(max)),
});
const tooMany = (max: number, make: (count: number) => Json): Broken => ({ block: make(max + 1), mended: make(max) });
const none = (make: (count: number) => Json): Broken => ({ block: make(0), mended: make(1) });
const longInView = (max: number, make: (text: string) => Json): Broken => ({
  view: modal(make(x(max + 1))),
  mended: modal(make(x(max))),
});

/** An example for each case of the specification's invalid fixtures, by its id. */
export const brokenBlocks: Record<string, Broken> = {
  'text-empty': { block: { type: 'section', text: mrkdwn('') }, mended: section({}) },
  'text-too-long': tooLong(limits.text.max_length, (text) => ({ type: 'context', elements: [mrkdwn(text)] })),
  'button-action-id-too-long': tooLong(limits.action_id.max_length, (action_id) => actions(button({ action_id }))),
  'button-text-too-long': tooLong(limits.button.text.max_length, (t) => actions(button({ text: plain(t) }))),
  'button-url-too-long': tooLong(limits.button.url.max_length, (url) => actions(button({ url }))),
  'button-value-too-long': tooLong(limits.button.value.max_length, (value) => actions(button({ value }))),
  'button-accessibility-label-too-long': tooLong(75, (accessibility_label) => actions(button({ accessibility_label }))),
  'confirmation-title-too-long': tooLong(100, (t) => confirm({ title: plain(t) })),
  'confirmation-text-too-long': tooLong(300, (t) => confirm({ text: plain(t) })),
  'confirmation-confirm-too-long': tooLong(30, (t) => confirm({ confirm: plain(t) })),
  'confirmation-deny-too-long': tooLong(30, (t) => confirm({ deny: plain(t) })),
  'option-text-too-long': tooLong(75, (t) => withOption({ text: plain(t) })),
  'option-value-too-long': tooLong(150, (value) => withOption({ value })),
  'option-url-too-long': {
    block: withOption({ url: '😀'.repeat(3_001) }),
    mended: withOption({ url: '😀'.repeat(3_000) }),
  },
  'option-description-too-long': tooLong(75, (t) => withOption({ description: plain(t) })),
  'option-group-label-too-long': tooLong(75, (t) => grouped([group(t, 1)])),
  'option-group-empty': none((n) => grouped([group('g', n)])),
  'option-group-too-many-options': tooMany(100, (n) => grouped([group('g', n)])),
  'select-placeholder-too-long': tooLong(150, (t) => actions(select({ options: options(1), placeholder: plain(t) }))),
  'select-too-many-options': tooMany(100, (n) => actions(select({ options: options(n) }))),
  'select-too-many-option-groups': tooMany(100, (n) => grouped(many(n, (i) => group(`g${i}`, 1)))),
  'overflow-empty': none((n) => boxes('overflow', n)),
  'overflow-too-many-options': tooMany(5, (n) => boxes('overflow', n)),
  'checkboxes-empty': none((n) => boxes('checkboxes', n)),
  'checkboxes-too-many-options': tooMany(10, (n) => boxes('checkboxes', n)),
  'radio-buttons-empty': none((n) => boxes('radio_buttons', n)),
  'radio-buttons-too-many-options': tooMany(10, (n) => boxes('radio_buttons', n)),
  'table-too-many-rows': tooMany(100, (n) => grid('table', n, 2)),
  'table-ragged-rows': { block: { type: 'table', rows: [[cell(), cell()], [cell()]] }, mended: grid('table', 2, 2) },
  'table-column-settings-mismatch': {
    block: grid('table', 2, 1, { column_settings: [{ align: 'left' }, { align: 'right' }] }),
    mended: grid('table', 2, 2, { column_settings: [{ align: 'left' }, { align: 'right' }] }),
  },
  'plain-text-input-max-length-too-large': {
    block: input(textInput({ max_length: 3_001 })),
    mended: input(textInput({ max_length: 3_000 })),
  },
  'actions-too-many-elements': tooMany(25, (n) => actions(...many(n, (i) => button({ action_id: `a${i}` })))),
  'context-too-many-elements': tooMany(10, (n) => ({ type: 'context', elements: many(n, () => mrkdwn('t')) })),
  'header-text-too-long': tooLong(150, (t) => ({ type: 'header', text: plain(t) })),
  'image-url-too-long': tooLong(3_000, (image_url) => picture({ image_url })),
  'image-alt-text-too-long': tooLong(2_000, (alt_text) => picture({ alt_text })),
  'input-label-too-long': tooLong(2_000, (t) => input(textInput(), { label: plain(t) })),
  'input-hint-too-long': tooLong(2_000, (t) => input(textInput(), { hint: plain(t) })),
  'markdown-empty': { block: { type: 'markdown', text: '' }, mended: { type: 'markdown', text: 'm' } },
  'markdown-too-long': tooLong(12_000, (text) => ({ type: 'markdown', text })),
  'section-text-too-long': tooLong(3_000, (t) => section({ text: mrkdwn(t) })),
  'section-too-many-fields': tooMany(10, (n) => section({ fields: many(n, () => mrkdwn('f')) })),
  'section-field-too-long': tooLong(2_000, (t) => section({ fields: [mrkdwn(t)] })),
  'video-alt-text-empty': { block: video({ alt_text: '' }), mended: video({}) },
  'video-alt-text-too-long': tooLong(200, (alt_text) => video({ alt_text })),
  'video-title-too-long': tooLong(200, (t) => video({ title: plain(t) })),
  'video-author-name-too-long': tooLong(50, (author_name) => video({ author_name })),
  'video-description-too-long': tooLong(200, (t) => video({ description: plain(t) })),
  'video-provider-name-too-long': tooLong(50, (provider_name) => video({ provider_name })),
  'view-missing-blocks': { view: modal({ blocks: [] }), mended: modal({}) },
  'view-too-many-blocks': {
    view: modal({ blocks: Array(101).fill({ type: 'divider' }) }),
    mended: modal({ blocks: Array(100).fill({ type: 'divider' }) }),
  },
  'view-private-metadata-too-long': longInView(3_000, (private_metadata) => ({ private_metadata })),
  'view-callback-id-too-long': longInView(255, (callback_id) => ({ callback_id })),
  'view-title-too-long': longInView(24, (t) => ({ title: plain(t) })),
  'view-close-too-long': longInView(24, (t) => ({ close: plain(t) })),
  'view-submit-too-long': longInView(24, (t) => ({ submit: plain(t) })),
  'section-missing-content': { block: { type: 'section' }, mended: section({}) },
  'static-select-options-and-groups': {
    block: actions(select({ options: options(1), option_groups: [group('g', 1)] })),
    mended: actions(select({ options: options(1) })),
  },
  'image-url-and-slack-file': { block: picture({ slack_file: { id: 'F1' } }), mended: picture() },
  'number-input-inverted-range': {
    block: input({ type: 'number_input', action_id: 'a', is_decimal_allowed: false, min_value: '5', max_value: '1' }),
    mended: input({ type: 'number_input', action_id: 'a', is_decimal_allowed: false, min_value: '1', max_value: '5' }),
  },
  'context-invalid-element': {
    block: { type: 'context', elements: [button()] },
    mended: { type: 'context', elements: [mrkdwn('t')] },
  },
  'input-invalid-element': { block: input(button()), mended: input(textInput()) },
  'block-id-too-long': tooLong(255, (block_id) => ({ type: 'divider', block_id })),
  'alert-text-too-long': tooLong(200, (t) => ({ type: 'alert', text: mrkdwn(t) })),
  'card-title-too-long': tooLong(150, (t) => card({ title: mrkdwn(t) })),
  'card-subtitle-too-long': tooLong(150, (t) => card({ subtitle: mrkdwn(t) })),
  'card-body-too-long': tooLong(200, (t) => card({ body: mrkdwn(t) })),
  'card-subtext-too-long': tooLong(200, (t) => card({ subtext: mrkdwn(t) })),
  'card-too-many-actions': tooMany(3, (n) => card({ actions: many(n, (i) => button({ action_id: `a${i}` })) })),
  'carousel-empty': none((n) => ({ type: 'carousel', elements: many(n, () => card({})) })),
  'carousel-too-many-cards': tooMany(10, (n) => ({ type: 'carousel', elements: many(n, () => card({})) })),
  'container-title-too-long': tooLong(150, (t) => ({ type: 'container', title: plain(t), child_blocks: [] })),
  'container-subtitle-too-long': tooLong(150, (t) => ({
    type: 'container',
    title: plain('t'),
    subtitle: mrkdwn(t),
    child_blocks: [],
  })),
  'container-too-many-child-blocks': tooMany(10, (n) => ({
    type: 'container',
    title: plain('t'),
    child_blocks: many(n, () => ({ type: 'divider' })),
  })),
  'context-actions-too-many-elements': tooMany(5, (n) => ({
    type: 'context_actions',
    elements: many(n, (i) => ({ type: 'icon_button', icon: 'trash', action_id: `a${i}`, text: plain('t') })),
  })),
  'feedback-button-text-too-long': tooLong(75, (t) => feedback({ text: plain(t) })),
  'feedback-button-value-too-long': tooLong(2_000, (value) => feedback({ value })),
  'feedback-button-accessibility-label-too-long': tooLong(75, (accessibility_label) =>
    feedback({ accessibility_label }),
  ),
  'icon-button-too-many-visible-users': tooMany(10, icon),
  'data-table-too-few-rows': { block: grid('data_table', 1, 1), mended: grid('data_table', 2, 1) },
  'data-table-too-many-rows': tooMany(201, (n) => grid('data_table', n, 1)),
  'data-table-too-few-columns': none((n) => grid('data_table', 2, n)),
  'data-table-too-many-columns': tooMany(20, (n) => grid('data_table', 2, n)),
  'data-table-page-size-too-small': {
    block: grid('data_table', 2, 1, { page_size: 0 }),
    mended: grid('data_table', 2, 1, { page_size: 1 }),
  },
  'data-table-page-size-too-large': {
    block: grid('data_table', 2, 1, { page_size: 101 }),
    mended: grid('data_table', 2, 1, { page_size: 100 }),
  },
  'data-table-cell-text-empty': {
    block: { type: 'data_table', rows: [[cell()], [cell('')]] },
    mended: grid('data_table', 2, 1),
  },
  'data-table-content-too-long': {
    block: { type: 'data_table', rows: [[cell(x(10_001))], [cell(x(10_000))]] },
    mended: { type: 'data_table', rows: [[cell(x(10_000))], [cell(x(10_000))]] },
  },
  'data-visualization-title-too-long': tooLong(50, (title) => ({ ...pie([{ label: 'a', value: 1 }]), title })),
  'pie-chart-empty': none((n) => pie(many(n, (i) => ({ label: `s${i}`, value: 1 })))),
  'pie-chart-too-many-segments': tooMany(12, (n) => pie(many(n, (i) => ({ label: `s${i}`, value: 1 })))),
  'chart-segment-label-too-long': tooLong(20, (label) => pie([{ label, value: 1 }])),
  'chart-segment-value-not-positive': {
    block: pie([{ label: 'a', value: 0 }]),
    mended: pie([{ label: 'a', value: 0.1 }]),
  },
  'chart-series-empty': none((n) => bars(many(n, () => line()))),
  'chart-too-many-series': tooMany(12, (n) => bars(many(n, (i) => line(`s${i}`)))),
  'data-series-name-too-long': tooLong(20, (name) => bars([line(name)])),
  'data-series-empty': none((n) => bars([line('s', labelled(n))], { categories: ['c0'] })),
  'data-series-too-many-points': {
    block: bars([line('s', [...labelled(20), 'c0'])], { categories: labelled(20) }),
    mended: bars([line('s', labelled(20))], { categories: labelled(20) }),
  },
  'data-point-label-too-long': tooLong(20, (label) => bars([line('s', [label])], { categories: [x(20)] })),
  'axis-categories-empty': {
    block: bars([line('s', ['c0'])], { categories: [] }),
    mended: bars([line('s', ['c0'])], { categories: ['c0'] }),
  },
  'axis-too-many-categories': tooMany(20, (n) => bars([line('s', ['c0'])], { categories: labelled(n) })),
  'axis-category-label-too-long': tooLong(20, (label) => bars([line()], { categories: ['a', label] })),
  'axis-label-too-long': tooLong(50, (x_label) => bars([line()], { categories: ['a'], x_label })),
  'file-input-max-files-too-small': viewInput({ max_files: 0 }, { max_files: 1 }),
  'file-input-max-files-too-large': viewInput({ max_files: 11 }, { max_files: 10 }),
  'url-source-url-empty': { block: task(sources('')), mended: task(sources('https://example.com')) },
  'url-source-url-too-long': tooLong(3_000, (url) => task(sources(url))),
};

function viewInput(bad: Json, good: Json): Broken {
  const view = (more: Json): Json =>
    modal({ submit: plain('s'), blocks: [input({ type: 'file_input', action_id: 'a', ...more })] });
  return { view: view(bad), mended: view(good) };
}

function task(holder: Json): Json {
  return { type: 'task_card', task_id: 't', title: 't', sources: holder.elements };
}
