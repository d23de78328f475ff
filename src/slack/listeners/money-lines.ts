import { z } from 'zod';
import { RuleError } from '../../domain/errors.ts';
import { MONEY_KINDS, type MoneyKind, type MoneyLine, PAYERS, parseYuan } from '../../domain/money.ts';
import { FieldFault } from '../edge.ts';
import type { FormValues } from '../form-values.ts';
import { FIELD, type FieldId } from '../ids.ts';

interface LineFields {
  readonly amount: FieldId;
  readonly payer: FieldId;
  /** Null: a refund. */
  readonly kind: FieldId | null;
}

const LINES: readonly LineFields[] = [
  { amount: FIELD.refund, payer: FIELD.refundPayer, kind: null },
  { amount: FIELD.goodwill, payer: FIELD.payer, kind: FIELD.kind },
  { amount: FIELD.amount2, payer: FIELD.payer2, kind: FIELD.kind2 },
];

/** Fen of an amount as typed in yuan; null for none: empty or 0. */
function amountIn(values: FormValues, field: FieldId): number | null {
  const typed = values.text(field).trim();
  if (/^[¥￥]?0*(\.0*)?元?$/.test(typed.normalize('NFKC'))) return null;
  const amountFen = parseYuan(typed);
  if (amountFen === null) throw new FieldFault(field, new RuleError('invalid_fact', { fact: 'amount' }));
  return amountFen;
}

const kindIn = (values: FormValues, field: FieldId): MoneyKind =>
  z.enum(MONEY_KINDS).catch('goodwill').parse(values.choice(field));

/** Refund and what is given on top, each with its payer; a line without an amount is none. */
export const moneyLines = (values: FormValues): readonly MoneyLine[] =>
  LINES.flatMap((fields): MoneyLine[] => {
    const amountFen = amountIn(values, fields.amount);
    if (amountFen === null) return [];
    const payer = z.enum(PAYERS).catch('dealer').parse(values.choice(fields.payer));
    return [{ kind: fields.kind ? kindIn(values, fields.kind) : 'refund', payer, amountFen }];
  });
