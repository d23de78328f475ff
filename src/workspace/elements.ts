import { randomId } from './ids.ts';
import { asObject } from './limit-check.ts';
import type { Json } from './state.ts';

/** An interactive element and the block it sits in. */
export interface Placed {
  blockId: string;
  actionId: string;
  type: string;
  element: Json;
  block: Json;
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(asObject) : [];
}

function elementsIn(block: Json): Json[] {
  const held = [...objects(block.elements), ...objects(block.actions)];
  for (const field of ['element', 'accessory']) if (block[field] !== undefined) held.push(asObject(block[field]));
  return held.filter((element) => typeof element.type === 'string' && element.type !== 'card');
}

function allBlocks(blocks: readonly Json[]): Json[] {
  return blocks.flatMap((block) => [
    block,
    ...allBlocks(objects(block.child_blocks)),
    ...(block.type === 'carousel' ? allBlocks(objects(block.elements)) : []),
  ]);
}

/** Every element of these blocks that can be pressed or filled. */
export function placedElements(blocks: readonly Json[]): Placed[] {
  return allBlocks(blocks).flatMap((block) =>
    elementsIn(block)
      .filter((element) => typeof element.action_id === 'string')
      .map((element) => ({
        blockId: String(block.block_id),
        actionId: String(element.action_id),
        type: String(element.type),
        element,
        block,
      })),
  );
}

const actionable = new Set(['actions', 'section', 'input', 'context_actions', 'card']);

/** A copy in which every block has a block_id and every interactive element an action_id, as Slack returns them. */
export function withIds(blocks: readonly Json[]): Json[] {
  const copy = structuredClone(blocks) as Json[];
  for (const block of allBlocks(copy)) {
    block.block_id ??= randomId('', 5);
    if (!actionable.has(String(block.type))) continue;
    for (const element of elementsIn(block)) if (element.type !== 'image') element.action_id ??= randomId('', 5);
  }
  return copy;
}

/** The blocks of a message, with those inside its attachments. */
export function blocksOf(message: { blocks?: Json[]; attachments?: Json[] }): Json[] {
  return [...(message.blocks ?? []), ...(message.attachments ?? []).flatMap((a) => objects(a.blocks))];
}
