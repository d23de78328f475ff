import type { UiMessage } from '../../src/workspace/verbs.ts';

/** All text of a message: its own and that of its blocks. */
export const textOf = (message: UiMessage): string => {
  const words: string[] = [message.text];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    else if (node && typeof node === 'object') {
      for (const [key, value] of Object.entries(node)) {
        if (key === 'text' && typeof value === 'string') words.push(value);
        else walk(value);
      }
    }
  };
  walk(message.blocks);
  return words.join('\n');
};

interface Pressable {
  readonly action_id: string;
  readonly type: string;
  readonly value?: string;
  readonly options?: readonly { readonly value: string }[];
}

/** Buttons and menus of a message, with the block each stands in. */
export const pressables = (message: UiMessage): { readonly blockId: string; readonly element: Pressable }[] =>
  (message.blocks ?? []).flatMap((block) => {
    const {
      block_id: blockId = '',
      elements = [],
      accessory,
    } = block as unknown as {
      block_id?: string;
      elements?: Pressable[];
      accessory?: Pressable;
    };
    return [...elements, ...(accessory ? [accessory] : [])]
      .filter((element) => element.action_id)
      .map((element) => ({ blockId, element }));
  });
