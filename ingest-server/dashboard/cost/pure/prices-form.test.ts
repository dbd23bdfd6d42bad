import { expect, it } from 'vitest';
import { readPrices, typedOf } from './prices-form.ts';
import { texts } from './texts.ts';

const prices = {
  ...{ currency: 'EUR', perGbSent: 0.02, perCoreHour: 0.04 },
  ...{ perGbMonthStored: 0.023, perPersonMinute: 0.004 },
};

it('what is shown is read as the same', () => {
  expect(readPrices(typedOf(prices))).toEqual({ prices });
});

it('takes prices as people write them', () => {
  const typed = { ...typedOf(prices), currency: ' chf ', perGbSent: ' 0,05', perCoreHour: '.1' };
  expect(readPrices(typed)).toEqual({
    prices: { ...prices, currency: 'CHF', perGbSent: 0.05, perCoreHour: 0.1 },
  });
});

it('says at each field what is wrong with it', () => {
  const typed = {
    ...typedOf(prices),
    currency: 'euros',
    perGbSent: '',
    perCoreHour: '-1',
    perPersonMinute: '1e3',
  };
  expect(readPrices(typed)).toEqual({
    wrong: {
      currency: texts.prices.notCurrency,
      perGbSent: texts.prices.notPrice,
      perCoreHour: texts.prices.pricesBelow,
      perPersonMinute: texts.prices.notPrice,
    },
  });
});
