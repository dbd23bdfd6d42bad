import { expect, it } from 'vitest';
import { voiceOf } from './voice.ts';

const heard = { isOn: true, isMuted: false, isAside: false };

it.each([
  ['the class hears a microphone that is on', {}, 'heard'],
  ['nobody hears a muted one', { isMuted: true }, 'muted'],
  ['a breakout room hears what is out of the mix', { isAside: true }, 'elsewhere'],
  ['nobody is said to hear what is not there', { isOn: false }, 'none'],
  ['nor to be kept from it by a mute', { isOn: false, isMuted: true }, 'none'],
  ['nor by a breakout room', { isOn: false, isAside: true }, 'none'],
] as const)('%s', (_, changed, voice) => {
  expect(voiceOf({ ...heard, ...changed })).toBe(voice);
});
