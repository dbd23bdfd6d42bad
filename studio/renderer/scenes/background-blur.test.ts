import { expect, it } from 'vitest';
import { readBackgroundBlur, setBackgroundBlur } from './background-blur.ts';

/** A camera that can be switched both ways, and what it does when it is. */
function camera(apply: (blur: boolean, set: (isOn: boolean) => void) => void) {
  let isOn = false;
  return {
    getCapabilities: () => ({ deviceId: 'camera', backgroundBlur: [true, false] }),
    getSettings: () => ({ deviceId: 'camera', backgroundBlur: isOn }),
    getConstraints: () => ({ width: 1280 }),
    applyConstraints: async (wanted?: MediaTrackConstraints) => {
      expect(wanted).toMatchObject({ width: 1280 });
      apply((wanted as { backgroundBlur: boolean }).backgroundBlur, (next) => (isOn = next));
    },
  };
}

it('a camera that blurs when it is told to is read as blurred', async () => {
  const track = camera((blur, set) => set(blur));
  expect(await setBackgroundBlur(track, true)).toEqual({ is: 'offered', isOn: true, isRefused: false });
  expect(readBackgroundBlur(track)).toMatchObject({ isOn: true });
  expect(await setBackgroundBlur(track, false)).toEqual({ is: 'offered', isOn: false, isRefused: false });
});

it.each([
  ['says no', () => Promise.reject(new DOMException('backgroundBlur', 'OverconstrainedError'))],
  ['does nothing, without a word', () => Promise.resolve()],
])('one that %s has refused', async (_, applyConstraints) => {
  const track = { ...camera(() => {}), applyConstraints };
  expect(await setBackgroundBlur(track, true)).toEqual({ is: 'offered', isOn: false, isRefused: true });
});

it('what goes wrong in another way is not taken for a refusal', async () => {
  const track = {
    ...camera(() => {}),
    applyConstraints: () => Promise.reject(new TypeError('no constraint')),
  };
  await expect(setBackgroundBlur(track, true)).rejects.toThrow(TypeError);
});
