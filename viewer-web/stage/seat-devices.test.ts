import { beforeEach, expect, test, vi } from 'vitest';
import { SeatDevices } from './seat-devices.svelte.ts';

class Track extends EventTarget {
  readyState = 'live';

  stop(): void {
    this.readyState = 'ended';
  }

  /** Somebody pulls the plug. */
  unplug(): void {
    this.stop();
    this.dispatchEvent(new Event('ended'));
  }
}

let cameras: Track[] = [];
let hasCamera = true;

vi.stubGlobal('navigator', {
  mediaDevices: {
    getUserMedia: ({ audio, video }: MediaStreamConstraints) => {
      if (video && !hasCamera) return Promise.reject(new DOMException('no camera', 'NotFoundError'));
      const camera = new Track();
      if (video) cameras.push(camera);
      const [sound, picture] = [audio ? [new Track()] : [], video ? [camera] : []];
      return Promise.resolve({ getAudioTracks: () => sound, getVideoTracks: () => picture });
    },
  },
});

let ended = 0;
beforeEach(() => {
  cameras = [];
  hasCamera = true;
  ended = 0;
});

const own = () => new SeatDevices(() => (ended += 1));
const cameraOf = ({ now }: SeatDevices) => (now.is === 'on' ? now.camera : now.is);

test('a camera that is asked for twice at once is turned on once', async () => {
  const devices = own();
  await devices.open('sound');
  expect(await Promise.all([devices.turnCamera(true), devices.turnCamera(true)])).toEqual([true, false]);
  expect(cameras.map(({ readyState }) => readyState)).toEqual(['live', 'ended']);
  expect(cameraOf(devices)).toBe(cameras[0]);
  devices.turnOff();
  expect(cameras.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
});

test.each<[string, (devices: SeatDevices) => Promise<unknown>]>([
  ['from the beginning', (devices) => devices.open('camera')],
  [
    'later',
    async (devices) => {
      await devices.open('sound');
      await devices.turnCamera(true);
    },
  ],
])(
  'a camera that was turned on %s and is unplugged goes alone, and can be turned on again',
  async (_when, turnOn) => {
    const devices = own();
    await turnOn(devices);
    cameras[0]!.unplug();
    expect([devices.now.is, cameraOf(devices), ended]).toEqual(['on', undefined, 1]);
    expect(devices.lacksCamera).toBe(true);
    expect(await devices.turnCamera(true)).toBe(true);
    expect([cameraOf(devices), devices.lacksCamera]).toEqual([cameras[1], false]);
    cameras[0]!.unplug();
    expect([cameraOf(devices), ended]).toEqual([cameras[1], 1]);
  },
);

test('whoever wants to be seen and has no camera comes with their voice, and it is known why', async () => {
  hasCamera = false;
  const devices = own();
  expect(await devices.open('camera')).toBe(true);
  expect([devices.now.is, cameraOf(devices), devices.lacksCamera]).toEqual(['on', undefined, true]);
  await devices.turnCamera(false);
  expect(devices.lacksCamera).toBe(false);
  expect([await devices.turnCamera(true), devices.lacksCamera]).toEqual([false, true]);
  hasCamera = true;
  expect([await devices.turnCamera(true), devices.lacksCamera]).toEqual([true, false]);
  await devices.open('sound');
  expect(devices.lacksCamera).toBe(false);
});
