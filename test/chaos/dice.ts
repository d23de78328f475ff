/** Chance from a seed: the same seed plans the same run. */
export interface Dice {
  /** In [0, 1). */
  roll(): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** One of a list. */
  pick<T>(list: readonly T[]): T;
  /** True in `share` of the throws. */
  chance(share: number): boolean;
}

/** Mulberry32. */
export function createDice(seed: number): Dice {
  let a = seed;
  const roll = () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    roll,
    between: (from, to) => from + Math.floor(roll() * (to - from + 1)),
    pick: <T>(list: readonly T[]) => list[Math.floor(roll() * list.length)] as T,
    chance: (share) => roll() < share,
  };
}
