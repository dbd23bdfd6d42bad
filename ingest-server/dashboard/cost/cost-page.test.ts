import type { Cost } from '@rostrum/protocol/http';
import { refuse } from '@rostrum/protocol/room';
import type { ServerAnswer } from '@rostrum/ui';
import { expect, it } from 'vitest';
import { CostPage } from './cost-page.svelte.ts';

const prices = {
  ...{ currency: 'EUR', perGbSent: 0.02, perCoreHour: 0.04 },
  ...{ perGbMonthStored: 0.023, perPersonMinute: 0.004 },
};
const usage = {
  ...{ liveSeconds: 0, personSeconds: 0, stageSeconds: 0, sentBytes: 0, av1Bytes: 0 },
  ...{ av1AsH264Bytes: 0, cpuSeconds: 0, storedByteSeconds: 0 },
};
const costs = { sent: 0, compute: 0, storage: 0, stage: 0, total: 0, webRtc: 0, av1Saved: 0 };
const costOf = (month: string): Cost => ({
  ...{ month, months: ['2026-11', '2026-10'], prices, isOwnPrices: false },
  ...{ classes: [], total: { usage, costs } },
});
const value = (month: string): ServerAnswer<Cost> => ({ is: 'value', value: costOf(month) });
const away = { is: 'unreachable', cause: new Error('away') } as const;
const refused = { is: 'refused', refusal: refuse('not-allowed', 'This is for admins.') } as const;

/** A page whose questions are answered by the test, in the order it likes. */
function open() {
  const asked: { month: string | undefined; answer: (answer: ServerAnswer<Cost>) => void }[] = [];
  let written: ServerAnswer<typeof prices> = { is: 'value', value: prices };
  const page = new CostPage({
    read: (month) => new Promise((answer) => asked.push({ month, answer })),
    write: () => Promise.resolve(written),
  });
  const settle = () => new Promise<void>((done) => setTimeout(done));
  return {
    page,
    asked,
    async answer(answer: ServerAnswer<Cost>, which = asked.length - 1) {
      asked[which]?.answer(answer);
      await settle();
    },
    refuseToSave: () => (written = refused),
  };
}

it('shows the present month at first, then the one that is chosen', async () => {
  const { page, asked, answer } = open();
  expect(page.state).toEqual({ is: 'loading' });
  await answer(value('2026-11'));
  expect(page.state).toMatchObject({ is: 'shown', cost: { month: '2026-11' } });
  void page.choose('2026-10');
  expect(page.state).toEqual({ is: 'loading' });
  expect(page.months).toEqual(['2026-11', '2026-10']);
  await answer(value('2026-10'));
  expect(asked.map(({ month }) => month)).toEqual([undefined, '2026-10']);
  expect(page.state).toMatchObject({ is: 'shown', cost: { month: '2026-10' } });
});

it('takes no late answer for the month that was chosen after', async () => {
  const { page, answer } = open();
  await answer(value('2026-11'));
  void page.choose('2026-10');
  void page.choose('2026-11');
  await answer(value('2026-11'), 2);
  await answer(value('2026-10'), 1);
  expect(page.state).toMatchObject({ cost: { month: '2026-11' } });
});

it('says when it is refused, and when there is nobody to ask', async () => {
  const first = open();
  await first.answer(refused);
  expect(first.page.state).toEqual({ is: 'refused', text: 'This is for admins.' });
  const second = open();
  await second.answer(away);
  expect(second.page.state).toEqual({ is: 'unreachable' });
});

it('keeps what it has of the same month while the server is away, and shows no other month’s', async () => {
  const { page, answer } = open();
  await answer(value('2026-11'));
  void page.again();
  await answer(away);
  expect(page.state).toMatchObject({ is: 'stale', cost: { month: '2026-11' } });
  void page.choose('2026-10');
  await answer(away);
  expect(page.state).toEqual({ is: 'unreachable' });
});

it('goes by new prices at once, and says why it could not', async () => {
  const { page, asked, answer, refuseToSave } = open();
  await answer(value('2026-11'));
  const saved = page.save(prices);
  expect(page.saving).toEqual({ is: 'saving' });
  await Promise.resolve();
  await answer(value('2026-11'), 1);
  await saved;
  expect(page.saving).toEqual({ is: 'saved' });
  expect(asked).toHaveLength(2);
  refuseToSave();
  await page.save(prices);
  expect(page.saving).toEqual({ is: 'not-saved', text: 'This is for admins.' });
});
