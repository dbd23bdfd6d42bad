import { expect, it } from 'vitest';
import { type VoiceMute, isVoiceMuted, muteVoice } from './voice-mute.ts';

const both = ['microphone', 'secondMicrophone'] as const;
const of = (microphone: boolean, secondMicrophone: boolean, ...alone: VoiceMute['alone']): VoiceMute => ({
  ...{ muted: { microphone, secondMicrophone }, alone },
});

it.each([
  ['nothing', 'both are muted', true, of(true, true), both],
  ['something', 'one of two is muted', false, of(true, false), both],
  ['nothing', 'the only one is muted', true, of(true, false), ['microphone']],
  ['something', 'one is muted that is away', false, of(false, true), ['microphone']],
  ['as much as before', 'there is none to mute', false, of(true, true), []],
] as const)('%s is heard where %s', (_heard, _where, is, { muted }, plugged) => {
  expect(isVoiceMuted(muted, plugged)).toBe(is);
});

it.each([
  ['mutes both', of(false, false), both, true, of(true, true)],
  ['mutes one that is away too', of(false, false), ['microphone'], true, of(true, true)],
  ['remembers what was muted by itself', of(false, true), both, true, of(true, true, 'secondMicrophone')],
  ['lets both be heard again', of(true, true), both, false, of(false, false)],
  ['leaves muted what was muted by itself', of(true, true, 'secondMicrophone'), both, false, of(false, true)],
  [
    'unmutes that as well where it is all there is',
    of(true, true, 'secondMicrophone'),
    ['secondMicrophone'],
    false,
    of(false, false),
  ],
  ['unmutes what was muted one by one', of(true, true), both, false, of(false, false)],
  ['changes nothing that is so already', of(true, false), both, false, of(true, false)],
] as const)('one key %s', (_, before, plugged, wanted, after) => {
  expect(muteVoice(before, plugged, wanted)).toEqual(after);
});
