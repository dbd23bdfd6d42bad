import { expect, it } from 'vitest';
import type { BridgeName } from '../../preload/contract.ts';
import { createBridge } from '../bridge/bridge.ts';
import { CaptionerLinkView } from './captioner-link-view.svelte.ts';

const link = 'https://class.example.org/c/DEMO/captions#key=secret';

/** The page's end of the bridge, and what the shell answers to each question, one after the other. */
function viewOver(answers: Partial<Record<BridgeName, unknown[]>>): CaptionerLinkView {
  const bridge = createBridge({
    carry: async ({ name }) => ({ ok: true, answer: await answers[name]?.shift() }),
  });
  return new CaptionerLinkView(bridge.ask);
}

it('a captioner’s link is made, told once, and why not where it isn’t', async () => {
  const view = viewOver({ 'captioner.makeLink': [{ is: 'made', link, until: 9 }, { is: 'away' }] });
  const making = view.make();
  expect(view.isBusy).toBe(true);
  await making;
  expect([view.made, view.isBusy]).toEqual([{ link, until: 9 }, false]);
  view.forget();
  expect(view.made).toBeUndefined();
  await view.make();
  expect([view.made, view.problem]).toEqual([undefined, { is: 'away' }]);
});
