/** Starts of an object that are looked at in an answer that is not JSON as a whole. */
const MOST_STARTS = 64;

// Some chat templates swallow the opening tag, so a lone closing one ends the thinking too.
const THINKING = /^[\s\S]*<\/(think|thinking|reasoning)>|<(think|thinking|reasoning)>[\s\S]*?(<\/\2>|$)/gi;

type Json = Readonly<Record<string, unknown>>;

function objectOf(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}

/** Where the object that starts here ends; -1 when it does not. */
function endOf(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let i = start; i < text.length; i++) {
    const c = text[i];
    if (c === '\\' && quoted) i++;
    else if (c === '"') quoted = !quoted;
    else if (!quoted && c === '{') depth++;
    else if (!quoted && c === '}' && --depth === 0) return i + 1;
  }
  return -1;
}

/** The longest object in a text, of equals the last. */
function longestObjectIn(text: string): Json | null {
  let best: { readonly value: Json; readonly length: number } | null = null;
  let at = text.indexOf('{');
  for (let starts = 0; at >= 0 && starts < MOST_STARTS; starts++) {
    const end = endOf(text, at);
    const value = end < 0 ? null : objectOf(text.slice(at, end));
    if (value && end - at >= (best?.length ?? 0)) best = { value, length: end - at };
    at = text.indexOf('{', value ? end : at + 1);
  }
  return best?.value ?? null;
}

/** The JSON object in an answer, out of the thinking, code fences and chatter around it. Null for none. */
export function jsonObjectIn(answer: string): Json | null {
  const whole = objectOf(answer.trim());
  if (whole) return whole;
  // A quoted tag may stand inside the JSON itself, hence the second look.
  return longestObjectIn(answer.replace(THINKING, '')) ?? longestObjectIn(answer);
}
