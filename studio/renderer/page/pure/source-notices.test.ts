import { expect, it } from 'vitest';
import { type SourceName, type SourceStanding, sourceNotices } from './source-notices.ts';

const on = (flow: 'flows' | 'stalled' | 'frozen' = 'flows') => ({ is: 'on', flow }) as const;
const ended = { is: 'problem', problem: 'ended' } as const;
const usual: Record<SourceName, SourceStanding> = { camera: on(), microphone: on(), screen: { is: 'off' } };

it.each<[string, Partial<typeof usual>, string[]]>([
  ['nothing while all goes well', {}, []],
  ['a screen whose sharing was ended', { screen: ended }, ['screen ended']],
  ['a camera that hangs', { camera: on('frozen') }, ['camera frozen']],
  [
    'what was pulled out, and what gives nothing',
    { camera: ended, microphone: on('stalled') },
    ['camera ended', 'microphone stalled'],
  ],
  ['nothing of a screen on which nothing moves', { screen: on('stalled') }, []],
  [
    'nothing of what was refused, which is said where it was asked for',
    { camera: { is: 'problem', problem: 'refused' } },
    [],
  ],
  ['nothing of what is off or asked for', { camera: { is: 'off' }, microphone: { is: 'asking' } }, []],
])('the desk says %s', (_, change, said) => {
  const notices = sourceNotices({ ...usual, ...change }, () => false);
  expect(notices.map(({ source, why }) => `${source} ${why}`)).toEqual(said);
});

it('the desk says which one stands in for another, and rather that it gives nothing', () => {
  const standsIn = () => true;
  const only = { ...usual, camera: { is: 'off' } as const };
  const [source, why] = ['microphone', 'stand-in'] as const;
  expect(sourceNotices(only, standsIn)).toEqual([{ source, why }]);
  expect(sourceNotices({ ...only, microphone: on('stalled') }, standsIn)).toEqual([
    { source, why: 'stalled' },
  ]);
  expect(sourceNotices({ ...only, microphone: ended }, standsIn)).toEqual([{ source, why: 'ended' }]);
});
