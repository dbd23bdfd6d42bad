import { expect, it } from 'vitest';
import { packBytesFrame, unpackBytesFrame } from './bytes-frame.ts';

it('a frame comes apart into what it was made of, wherever in a buffer it lies', () => {
  const frame = packBytesFrame({ name: 'Grüße' }, new Uint8Array([1, 2, 255]));
  const within = new Uint8Array(frame.byteLength + 7);
  within.set(frame, 7);
  const { header, bytes } = unpackBytesFrame(within.subarray(7)) ?? {};
  expect(JSON.parse(header ?? '')).toEqual({ name: 'Grüße' });
  expect([...(bytes ?? [])]).toEqual([1, 2, 255]);
});

it.each([
  ['nothing', []],
  ['less than a length', [0, 0, 1]],
  ['a header that ends behind it', [0, 0, 0, 9, 123, 125]],
  ['a header without end', [255, 255, 255, 255, 123, 125]],
])('%s is no frame', (_, bytes) => {
  expect(unpackBytesFrame(new Uint8Array(bytes))).toBeUndefined();
});
