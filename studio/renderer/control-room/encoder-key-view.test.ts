import { describe, expect, it } from 'vitest';
import type { BridgeName } from '../../preload/contract.ts';
import { BridgeError } from '../bridge/bridge-error.ts';
import { createBridge } from '../bridge/bridge.ts';
import { EncoderKeyView } from './encoder-key-view.svelte.ts';

const address = 'https://class.example.org/whip/DEMO';
const refusal = { code: 'not-allowed', text: 'Only staff may publish.' } as const;
const made = { is: 'made', address, key: 'secret', keyUntil: 9 };

/** The page's end of the bridge, and what the shell answers to each question, one after the other. */
function viewOver(answers: Partial<Record<BridgeName, unknown[]>>): EncoderKeyView {
  const bridge = createBridge({
    carry: async ({ name }) => ({ ok: true, answer: await answers[name]?.shift() }),
  });
  return new EncoderKeyView(bridge.ask);
}

describe('the key of an encoder', () => {
  it('is looked for, made, told once, and looked for again', async () => {
    const view = viewOver({
      'encoder.look': [
        { is: 'setup', address },
        { is: 'setup', address, keyUntil: 9 },
      ],
      'encoder.makeKey': [made],
    });
    const looking = view.look();
    expect([view.stage, view.isBusy]).toEqual([{ is: 'loading' }, true]);
    await looking;
    expect([view.stage, view.isBusy]).toEqual([{ is: 'without', address }, false]);
    await view.make();
    expect(view.stage).toEqual(made);
    view.forget();
    expect(view.stage).toEqual({ is: 'unasked' });
    await view.look();
    expect(view.stage).toEqual({ is: 'with', address, keyUntil: 9 });
  });

  it('is taken back, which is said until the next thing is asked for', async () => {
    const view = viewOver({
      'encoder.look': [{ is: 'setup', address, keyUntil: 9 }],
      'encoder.takeKeyBack': [{ is: 'done' }],
      'encoder.makeKey': [made],
    });
    await view.look();
    await view.takeBack();
    expect([view.stage, view.isTakenBack]).toEqual([{ is: 'without', address }, true]);
    await view.make();
    expect([view.stage, view.isTakenBack]).toEqual([made, false]);
  });

  it('that is refused, or can’t be asked for, leaves what there is, and says why', async () => {
    const view = viewOver({
      'encoder.look': [{ is: 'away' }, { is: 'setup', address, keyUntil: 9 }],
      'encoder.makeKey': [{ is: 'refused', refusal }],
      'encoder.takeKeyBack': [{ is: 'away' }],
    });
    await view.look();
    expect(view.stage).toEqual({ is: 'failed', problem: { is: 'away' } });
    await view.look();
    await view.make();
    expect(view.problem).toEqual({ is: 'refused', refusal });
    await view.takeBack();
    expect(view.problem).toEqual({ is: 'away' });
    expect([view.stage, view.isTakenBack]).toEqual([{ is: 'with', address, keyUntil: 9 }, false]);
  });

  it('stays untold where nobody looks any more when the answer comes', async () => {
    const late = Promise.withResolvers<unknown>();
    const view = viewOver({ 'encoder.look': [late.promise] });
    const looking = view.look();
    view.forget();
    late.resolve({ is: 'setup', address });
    await looking;
    expect(view.stage).toEqual({ is: 'unasked' });
  });

  it('can’t be asked for where the studio’s own program is away', async () => {
    const error = new BridgeError('away', 'the shell does not answer');
    const view = new EncoderKeyView(() => Promise.reject(error));
    await view.look();
    expect(view.stage).toEqual({ is: 'failed', problem: { is: 'shell', error } });
  });
});
