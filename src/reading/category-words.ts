import type { CategoryWords } from './category-entry.ts';
import { MONEY, PARTS_QUALITY, SUPPLY, WARRANTY } from './words-parts.ts';
import { PRODUCT } from './words-product.ts';
import { DELIVERY, FINANCE, RESCUE, SALES } from './words-sales.ts';
import { ATTITUDE, PRIVACY, WAITING } from './words-service.ts';
import { IN_SHOP, REPAIR } from './words-workshop.ts';

/** Every word list, heaviest subjects apart, so that one can be read without the others. */
export const CATEGORY_WORDS: readonly CategoryWords[] = [
  ...IN_SHOP,
  ...REPAIR,
  ...PRODUCT,
  ...SUPPLY,
  ...PARTS_QUALITY,
  ...MONEY,
  ...SALES,
  ...DELIVERY,
  ...FINANCE,
  ...RESCUE,
  ...WARRANTY,
  ...WAITING,
  ...ATTITUDE,
  ...PRIVACY,
];
