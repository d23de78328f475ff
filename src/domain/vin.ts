const VALUES: Readonly<Record<string, number>> = Object.fromEntries([
  ...[...'0123456789'].map((c) => [c, Number(c)] as const),
  ...[...'ABCDEFGH'].map((c, i) => [c, i + 1] as const),
  ...[...'JKLMN'].map((c, i) => [c, i + 1] as const),
  ['P', 7],
  ['R', 9],
  ...[...'STUVWXYZ'].map((c, i) => [c, i + 2] as const),
]);
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** Seventeen characters, upper case, without I, O and Q (GB 16735, ISO 3779). */
export const isVin = (text: string): boolean => /^[A-HJ-NPR-Z0-9]{17}$/.test(text);

/** Whether the ninth character is the check digit of the rest (GB 16735-2019 annex A). A wrong one is a warning, never a refusal. */
export function vinCheckDigitFits(vin: string): boolean {
  if (!isVin(vin)) return false;
  const sum = [...vin].reduce((total, c, i) => total + (VALUES[c] ?? 0) * (WEIGHTS[i] ?? 0), 0);
  const rest = sum % 11;
  return vin[8] === (rest === 10 ? 'X' : String(rest));
}
