import { expect, test } from 'vitest';
import { encodingsOf, guestCodec } from './encodings.ts';

test('a camera is sent in two sizes, a screen in one, and sound in none', () => {
  expect(encodingsOf('camera')?.map(({ scaleResolutionDownBy }) => scaleResolutionDownBy)).toEqual([2, 1]);
  expect(encodingsOf('screen')).toHaveLength(1);
  expect([encodingsOf('microphone'), encodingsOf('stage-sound')]).toEqual([undefined, undefined]);
});

test('guests send VP8, or what the browser likes where there is none', () => {
  const [h264, vp8] = [{ mimeType: 'video/H264' }, { mimeType: 'video/VP8' }];
  expect(guestCodec([h264, vp8])).toBe(vp8);
  expect(guestCodec([h264])).toBeUndefined();
});
