import { knownEmoji } from './emoji.js';

/*
 * Slack's mrkdwn, read into a tree. Pure: no DOM, so the tests import it directly, and user text never meets innerHTML.
 * Format: https://docs.slack.dev/messaging/formatting-message-text
 *
 * Block nodes:  {type:'p', children} {type:'pre', text} {type:'quote', children: blocks} {type:'list', ordered, start, items: inline[][]}
 * Inline nodes: text br bold italic strike code user channel usergroup broadcast link date emoji
 */

const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
const WORD = /[\p{L}\p{N}]/u;
const EMPHASIS = { '*': 'bold', _: 'italic', '~': 'strike' };
// A bare address ends at white space, at Slack's own marks and at Chinese text or punctuation.
const BARE_URL = /https?:\/\/[^\s<>|"'`\u2e80-\u303f\u3400-\u9fff\uff00-\uffef]+/y;
const EMOJI = /:([a-z0-9_+'-]+)(?:::skin-tone-\d)?:/y;
const CODE = /`([^`\n]+)`/y;
const ANGLE = /<([^<>\n]+)>/y;

/** Undoes Slack's three entities. */
export const decodeEntities = (text) => text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);

/** Only web and mail addresses may become links; anything else is shown as text. */
export const safeUrl = (url) => (/^(https?:\/\/|mailto:)/i.test(url) ? url : null);

const splitLabel = (body) => {
  const bar = body.indexOf('|');
  return bar < 0 ? [body, ''] : [body.slice(0, bar), decodeEntities(body.slice(bar + 1))];
};

const dateNode = (body, label) => {
  const [ts, format = '', link] = body.slice('!date^'.length).split('^');
  return {
    type: 'date',
    ts: Number(ts),
    format,
    fallback: label,
    ...(link ? { url: safeUrl(decodeEntities(link)) } : {}),
  };
};

const bangNode = (body, label) => {
  if (body.startsWith('!date^')) return dateNode(body, label);
  if (body.startsWith('!subteam^')) return { type: 'usergroup', id: body.slice('!subteam^'.length), label };
  return { type: 'broadcast', name: body.slice(1).split('^')[0] };
};

const angleNode = (raw) => {
  const [body, label] = splitLabel(raw);
  if (body.startsWith('@')) return { type: 'user', id: body.slice(1), label };
  if (body.startsWith('#')) return { type: 'channel', id: body.slice(1), label };
  if (body.startsWith('!')) return bangNode(body, label);
  const url = safeUrl(decodeEntities(body));
  return url ? { type: 'link', url, label: label || url.replace(/^mailto:/i, '') } : null;
};

const matchAt = (pattern, text, at) => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** Where an emphasis opened at `at` closes, or -1. Marks inside code and <…> do not count. */
const closingMark = (text, at, mark) => {
  for (let i = at + 1; i < text.length; i++) {
    const skip = text[i] === '`' ? matchAt(CODE, text, i) : text[i] === '<' ? matchAt(ANGLE, text, i) : null;
    if (skip) {
      i += skip[0].length - 1;
      continue;
    }
    const closes = text[i] === mark && i > at + 1 && !/\s/.test(text[i - 1]) && !WORD.test(text[i + 1] ?? '');
    if (closes) return i;
  }
  return -1;
};

const emphasisAt = (text, at) => {
  const mark = text[at];
  const before = text[at - 1] ?? '';
  if (WORD.test(before) || before === mark || /[\s]/.test(text[at + 1] ?? ' ') || text[at + 1] === mark) return null;
  const end = closingMark(text, at, mark);
  if (end < 0) return null;
  return { node: { type: EMPHASIS[mark], children: parseInline(text.slice(at + 1, end)) }, length: end + 1 - at };
};

const emojiAt = (text, at) => {
  const found = matchAt(EMOJI, text, at);
  return found && knownEmoji(found[1]) ? { node: { type: 'emoji', name: found[1] }, length: found[0].length } : null;
};

const bareUrlAt = (text, at) => {
  const found = WORD.test(text[at - 1] ?? '') && /[a-z0-9]/i.test(text[at - 1]) ? null : matchAt(BARE_URL, text, at);
  if (!found) return null;
  const raw = found[0].replace(/[.,;:!?)]+$/, '');
  const url = decodeEntities(raw);
  return { node: { type: 'link', url, label: url }, length: raw.length };
};

const angleAt = (text, at) => {
  const found = matchAt(ANGLE, text, at);
  const node = found && angleNode(found[1]);
  return node ? { node, length: found[0].length } : null;
};

const codeAt = (text, at) => {
  const found = matchAt(CODE, text, at);
  return found ? { node: { type: 'code', text: plainText(found[1]) }, length: found[0].length } : null;
};

const STARTS = {
  '<': angleAt,
  '`': codeAt,
  '*': emphasisAt,
  _: emphasisAt,
  '~': emphasisAt,
  ':': emojiAt,
  h: bareUrlAt,
};

/** Reads one line of mrkdwn into inline nodes. */
export const parseInline = (text) => {
  const nodes = [];
  let plain = '';
  const flush = () => {
    if (plain) nodes.push({ type: 'text', text: decodeEntities(plain) });
    plain = '';
  };
  for (let i = 0; i < text.length; ) {
    const found = STARTS[text[i]]?.(text, i);
    if (found) {
      flush();
      nodes.push(found.node);
      i += found.length;
    } else plain += text[i++];
  }
  flush();
  return nodes;
};

const QUOTE = /^(?:&gt;|>) ?/;
const BULLET = /^\s*[•◦▪-]\s+/;
const NUMBER = /^\s*(\d{1,3})[.)]\s+/;
const kindOf = (line) =>
  QUOTE.test(line) ? 'quote' : BULLET.test(line) ? 'bullet' : NUMBER.test(line) ? 'number' : 'p';

const paragraph = (lines) => ({
  type: 'p',
  children: lines.flatMap((line, i) => (i ? [{ type: 'br' }, ...parseInline(line)] : parseInline(line))),
});

const blockOf = (kind, lines) => {
  if (kind === 'quote') return { type: 'quote', children: parseLines(lines.map((line) => line.replace(QUOTE, ''))) };
  if (kind === 'bullet')
    return {
      type: 'list',
      ordered: false,
      start: 1,
      items: lines.map((line) => parseInline(line.replace(BULLET, ''))),
    };
  if (kind === 'number') {
    const items = lines.map((line) => parseInline(line.replace(NUMBER, '')));
    return { type: 'list', ordered: true, start: Number(NUMBER.exec(lines[0])[1]), items };
  }
  return paragraph(lines);
};

const parseLines = (lines) => {
  const runs = [];
  for (const line of lines) {
    const kind = kindOf(line);
    if (runs.at(-1)?.kind === kind) runs.at(-1).lines.push(line);
    else runs.push({ kind, lines: [line] });
  }
  return runs.map((run) => blockOf(run.kind, run.lines));
};

const trimNewline = (text) => text.replace(/^\n/, '').replace(/\n$/, '');

/** Reads a whole mrkdwn text into block nodes. */
export const parseMrkdwn = (text) => {
  const pieces = String(text ?? '').split(/```([\s\S]+?)```/);
  return pieces.flatMap((piece, i) => {
    if (i % 2) return [{ type: 'pre', text: plainText(trimNewline(piece)) }];
    const body = pieces.length > 1 ? trimNewline(piece) : piece;
    return body ? parseLines(body.split('\n')) : [];
  });
};

/** The same text for places that show no markup: titles, notifications, code. Names of people need `nameOf`. */
export const plainText = (text, nameOf = (_kind, id) => id) =>
  decodeEntities(
    String(text ?? '').replace(/<([^<>\n]+)>/g, (whole, raw) => {
      const node = angleNode(raw);
      if (!node) return whole;
      if (node.type === 'user') return `@${nameOf('user', node.id) || node.label || node.id}`;
      if (node.type === 'channel') return `#${nameOf('channel', node.id) || node.label || node.id}`;
      if (node.type === 'broadcast') return `@${node.name}`;
      return node.label || node.fallback || node.url || whole;
    }),
  );
