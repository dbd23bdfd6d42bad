import { type Prices, pricesSchema } from '@rostrum/protocol/http';
import * as v from 'valibot';
import { texts } from './texts.ts';

/** As it stands in the fields. */
export type PricesTyped = Record<keyof Prices, string>;
export type PricesWrong = Partial<Record<keyof Prices, string>>;

export const priceFields = Object.keys(texts.prices.fields) as readonly (keyof Prices)[];

export function typedOf(prices: Prices): PricesTyped {
  return Object.fromEntries(priceFields.map((field) => [field, String(prices[field])])) as PricesTyped;
}

/** A comma is a decimal point where people write it so. */
export function readPrices(typed: PricesTyped): { prices: Prices } | { wrong: PricesWrong } {
  const { currency, ...amounts } = typed;
  const numbers = Object.fromEntries(
    Object.entries(amounts).map(([field, text]) => [field, numberIn(text)] as const),
  );
  const read = v.safeParse(pricesSchema, { currency: currency.trim().toUpperCase(), ...numbers });
  if (read.success) return { prices: read.output };
  const wrong: PricesWrong = {};
  for (const issue of read.issues) {
    const field = issue.path?.[0]?.key as keyof Prices;
    wrong[field] ??= wordsFor(field, numbers[field]);
  }
  return { wrong };
}

function numberIn(text: string): number {
  const plain = text.trim().replace(',', '.');
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN;
}

function wordsFor(field: keyof Prices, value: number | undefined): string {
  if (field === 'currency') return texts.prices.notCurrency;
  return value !== undefined && value < 0 ? texts.prices.pricesBelow : texts.prices.notPrice;
}
