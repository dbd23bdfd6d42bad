import type { StreamId } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import type { BridgeName } from '../../preload/contract.ts';
import { BridgeError } from '../bridge/bridge-error.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { ReplacingView } from './replacing-view.svelte.ts';

function trial(answers: Partial<Record<BridgeName, object | BridgeError>>) {
  const asked: BridgeName[] = [];
  const ask = async (name: BridgeName) => {
    asked.push(name);
    const answer = answers[name] ?? {};
    if (answer instanceof BridgeError) throw answer;
    return answer;
  };
  return { asked, view: new ReplacingView(ask as unknown as Bridge['ask']) };
}

const jobs = { replacements: [{ recordingId: 'r', streamId: 's', state: { is: 'sending', progress: 0.5 } }] };

it('what could be replaced is asked for, and put away once it is sent', async () => {
  const { view, asked } = trial({
    'recordings.replaceable': { is: 'streams', streams: [] },
    'recordings.replacements': jobs,
  });
  const finding = view.find('r');
  expect(view.offers).toEqual({ r: { is: 'asking' } });
  await finding;
  expect(view.offers).toEqual({ r: { is: 'streams', streams: [] } });
  await view.start('r', 's' as StreamId);
  expect([view.offers, view.replacements]).toEqual([{}, jobs.replacements]);
  await view.end('r');
  expect(asked).toEqual([
    'recordings.replaceable',
    'recordings.replace',
    'recordings.replacements',
    'recordings.endReplacement',
    'recordings.replacements',
  ]);
});

it('a shell that is away, or says no, is said beside the recording that it was about', async () => {
  const away = trial({ 'recordings.replaceable': new BridgeError('away', 'the shell does not answer') });
  await away.view.find('r');
  expect(away.view.offers).toEqual({ r: { is: 'shell-away' } });
  away.view.dismiss('r');
  expect(away.view.offers).toEqual({});
  const no = trial({ 'recordings.replace': new BridgeError('refused', 'It is on its way.') });
  await no.view.start('r', 's' as StreamId);
  expect(no.view.offers).toEqual({ r: { is: 'shell-refused', text: 'It is on its way.' } });
});
