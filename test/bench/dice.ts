/** Mulberry32: the same seed gives the same numbers in [0, 1). */
export function dice(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Draws one of a list, each as often as its weight says. */
export function weighted<T>(list: readonly T[], weight: (one: T) => number): (roll: () => number) => T {
  const whole = list.reduce((sum, one) => sum + weight(one), 0);
  return (roll) => {
    let left = roll() * whole;
    const found = list.find((one) => {
      left -= weight(one);
      return left < 0;
    });
    return found ?? (list.at(-1) as T);
  };
}
