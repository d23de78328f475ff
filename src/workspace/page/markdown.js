import { safeUrl } from './mrkdwn.js';

/* Standard Markdown, as Slack's `markdown` block takes it, read into the same tree as mrkdwn.js. Only what apps send: no HTML, no nesting of lists. Pure. */

const INLINE = /\*\*(.+?)\*\*|__(.+?)__|\*([^*\n]+)\*|~~(.+?)~~|`([^`\n]+)`|\[([^\]\n]+)\]\(([^)\s]+)\)/;

const linkNode = (label, target) => {
  const url = safeUrl(target);
  return url ? { type: 'link', url, label } : { type: 'text', text: label };
};

const nodeOf = ([, bold, bold2, italic, strike, code, label, target]) => {
  if (bold ?? bold2) return { type: 'bold', children: parseMarkdownInline(bold ?? bold2) };
  if (italic) return { type: 'italic', children: parseMarkdownInline(italic) };
  if (strike) return { type: 'strike', children: parseMarkdownInline(strike) };
  return code ? { type: 'code', text: code } : linkNode(label, target);
};

const parseMarkdownInline = (text) => {
  const found = INLINE.exec(text);
  if (!found) return text ? [{ type: 'text', text }] : [];
  const before = text.slice(0, found.index);
  return [
    ...(before ? [{ type: 'text', text: before }] : []),
    nodeOf(found),
    ...parseMarkdownInline(text.slice(found.index + found[0].length)),
  ];
};

const RULES = [
  ['heading', /^(#{1,6})\s+(.*)$/],
  ['quote', /^>\s?(.*)$/],
  ['bullet', /^\s*[-*+]\s+(.*)$/],
  ['number', /^\s*(\d+)[.)]\s+(.*)$/],
  ['rule', /^(-{3,}|\*{3,})$/],
];

const readLine = (line) => {
  for (const [kind, pattern] of [RULES[4], ...RULES]) {
    const found = pattern.exec(line);
    if (found) return { kind, found };
  }
  return { kind: line.trim() ? 'p' : 'blank', found: [line] };
};

const blockOf = (kind, lines) => {
  const last = (line) => parseMarkdownInline(line.at(-1));
  if (kind === 'heading') return lines.map((l) => ({ type: 'heading', level: l[1].length, children: last(l) }));
  if (kind === 'rule') return [{ type: 'rule' }];
  if (kind === 'blank') return [];
  const start = kind === 'number' ? Number(lines[0][1]) : 1;
  if (kind === 'bullet' || kind === 'number')
    return [{ type: 'list', ordered: kind === 'number', start, items: lines.map(last) }];
  const children = lines.flatMap((line, i) => (i ? [{ type: 'br' }, ...last(line)] : last(line)));
  return kind === 'quote' ? [{ type: 'quote', children: [{ type: 'p', children }] }] : [{ type: 'p', children }];
};

const parseProse = (text) => {
  const runs = [];
  for (const line of text.split('\n')) {
    const { kind, found } = readLine(line);
    if (runs.at(-1)?.kind === kind) runs.at(-1).lines.push(found);
    else runs.push({ kind, lines: [found] });
  }
  return runs.flatMap((run) => blockOf(run.kind, run.lines));
};

/** Reads a Markdown text into block nodes. */
export const parseMarkdown = (text) =>
  String(text ?? '')
    .split(/```[a-z]*\n?([\s\S]*?)```/)
    .flatMap((piece, i) => (i % 2 ? [{ type: 'pre', text: piece.replace(/\n$/, '') }] : parseProse(piece)));
