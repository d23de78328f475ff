import { z } from 'zod';

/** What the money is for. Everything but a refund is goodwill in a wider sense, and the two are never added into one (domain.md §1.6). */
export const MONEY_KINDS = ['refund', 'goodwill', 'parts', 'labour', 'coupon', 'loan_car'] as const;
export type MoneyKind = (typeof MONEY_KINDS)[number];

/** Who bears the cost. */
export const PAYERS = ['dealer', 'manufacturer', 'insurer', 'supplier'] as const;
export type Payer = (typeof PAYERS)[number];

/** Amounts are whole fen: 1 yuan = 100 fen. A single line above ¥10,000,000 is taken for a slip of the finger. */
export const MAX_AMOUNT_FEN = 1_000_000_000;

export const moneyLineSchema = z
  .object({
    kind: z.enum(MONEY_KINDS),
    payer: z.enum(PAYERS),
    amountFen: z.int().positive().max(MAX_AMOUNT_FEN),
  })
  .readonly();
export type MoneyLine = z.infer<typeof moneyLineSchema>;

/** Fen that go back to the customer, and fen given on top. */
export const refundFen = (lines: readonly MoneyLine[]): number => totalFen(lines, 'refund');
export const goodwillFen = (lines: readonly MoneyLine[]): number => totalFen(lines) - refundFen(lines);

/** Sum in fen of some lines, or of those of one kind. */
export const totalFen = (lines: readonly MoneyLine[], kind?: MoneyKind): number =>
  lines.reduce((sum, line) => (kind === undefined || line.kind === kind ? sum + line.amountFen : sum), 0);

/**
 * Fen from what a person typed ("120", "1,200.50", "¥80", "１２０元"). Null when it is not an amount of at least one fen and at most MAX_AMOUNT_FEN.
 */
export function parseYuan(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[\s,¥￥元]/g, '');
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(plain)) return null;
  const [yuan = '0', cents = ''] = plain.split('.');
  const fen = Number(yuan) * 100 + Number(cents.padEnd(2, '0'));
  return fen >= 1 && fen <= MAX_AMOUNT_FEN ? fen : null;
}

/** "¥1,200" or "¥1,200.50". */
export function formatYuan(fen: number): string {
  const yuan = Math.trunc(fen / 100).toString();
  const grouped = yuan.replace(/\B(?=(\d{3})+$)/g, ',');
  const cents = fen % 100;
  return cents === 0 ? `¥${grouped}` : `¥${grouped}.${cents.toString().padStart(2, '0')}`;
}
