/** Looks up what a Slack account is called. */
export type NameOf = (userId: string) => Promise<string>;

const MARK = /<([^<>]+)>/g;

/**
 * What a person wrote, out of Slack's markup (https://docs.slack.dev/messaging/formatting-message-text): mentions by name, links by their
 * label or address, `&amp; &lt; &gt;` undone. Mentions of the desk itself are taken out.
 */
export async function plainText(markup: string, botUserId: string, nameOf: NameOf): Promise<string> {
  const mentioned = new Set([...markup.matchAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g)].map((m) => m[1] ?? ''));
  mentioned.delete(botUserId);
  const names = new Map(await Promise.all([...mentioned].map(async (id) => [id, await nameOf(id)] as const)));
  return markup
    .replaceAll(new RegExp(`<@${botUserId}(\\|[^>]*)?>`, 'g'), ' ')
    .replaceAll(MARK, (_, inside: string) => spoken(inside, names))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/[ \t]+\n/g, '\n')
    .trim();
}

/** One `<…>` as a reader sees it. */
function spoken(inside: string, names: ReadonlyMap<string, string>): string {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : inside.slice(bar + 1);
  if (target.startsWith('@')) return `@${names.get(target.slice(1)) ?? (label || target.slice(1))}`;
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  if (target.startsWith('!subteam')) return label || '@group';
  if (target.startsWith('!')) return label || `@${target.slice(1)}`;
  return label || target.replace(/^(mailto|tel):/, '');
}

const KEEP_MS = 10 * 60_000;
const KEEP_COUNT = 2_000;

/** Remembers names for ten minutes; what cannot be looked up is called by its id, for a name never holds a message up. */
export function rememberedNames(lookUp: (userId: string) => Promise<string | null>, now: () => Date): NameOf {
  const known = new Map<string, { readonly name: Promise<string>; readonly until: number }>();
  return (userId) => {
    const at = now().getTime();
    const found = known.get(userId);
    if (found && found.until > at) return found.name;
    const name = lookUp(userId).then(
      (looked) => looked ?? userId,
      () => {
        known.delete(userId);
        return userId;
      },
    );
    if (known.size >= KEEP_COUNT) known.clear();
    known.set(userId, { name, until: at + KEEP_MS });
    return name;
  };
}
