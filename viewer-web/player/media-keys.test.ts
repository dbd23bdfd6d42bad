import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { nameMedia, placeMedia, takeMediaKeys } from './media-keys.ts';

type Handler = (details: { seekOffset?: number; seekTime?: number }) => void;

let handlers: Map<string, Handler | null>;
let places: object[];
let session: { metadata: unknown; playbackState: string };
let isPaused: boolean;
let done: (string | number)[];

beforeEach(() => {
  [handlers, places, done, isPaused] = [new Map(), [], [], false];
  session = { metadata: null, playbackState: 'none' };
  const mediaSession = Object.assign(session, {
    setActionHandler(action: string, handler: Handler | null) {
      if (action === 'seekbackward') throw new TypeError('No such action.');
      handlers.set(action, handler);
    },
    setPositionState: (place: object) => void places.push(place),
  });
  vi.stubGlobal('navigator', { mediaSession });
  vi.stubGlobal(
    'MediaMetadata',
    class {
      readonly about: object;

      constructor(about: object) {
        this.about = about;
      }
    },
  );
});
afterEach(() => void vi.unstubAllGlobals());

const take = () =>
  takeMediaKeys({
    isPaused: () => isPaused,
    togglePlay: () => done.push('toggled'),
    seekBy: (seconds) => done.push(seconds),
    seekTo: (seconds) => done.push(`to ${seconds}`),
  });
const press = (action: string, details = {}) => handlers.get(action)?.(details);

it('play what is paused and pause what plays, and leave the rest as it is', () => {
  take();
  press('play');
  press('pause');
  expect(done).toEqual(['toggled']);
  isPaused = true;
  // As headphones say that are taken off.
  press('pause');
  expect(done).toEqual(['toggled']);
  press('play');
  expect(done).toEqual(['toggled', 'toggled']);
});

it('go as far as a device says, ten seconds without a word on it, and to a place', () => {
  take();
  press('seekforward', { seekOffset: 30 });
  press('seekforward');
  press('seekto', { seekTime: 61 });
  press('seekto');
  expect(done).toEqual([30, 10, 'to 61']);
});

it('are given back, and those that a browser doesn’t know are left out', () => {
  const giveBack = take();
  expect([...handlers.keys()]).toEqual(['play', 'pause', 'seekforward', 'seekto']);
  giveBack();
  expect(new Set(handlers.values())).toEqual(new Set([null]));
});

it('tell what is heard and where it is, never beyond its end', () => {
  const forget = nameMedia('Waves and light', 'Physics 101');
  expect(session.metadata).toMatchObject({ about: { title: 'Waves and light', artist: 'Physics 101' } });
  placeMedia(true, 130, 120);
  placeMedia(false, -1, 120);
  placeMedia(false, 0, 0);
  placeMedia(true, 60, 120, 1.5);
  expect(places).toEqual([
    { duration: 120, position: 120, playbackRate: 1 },
    { duration: 120, position: 0, playbackRate: 1 },
    { duration: 120, position: 60, playbackRate: 1.5 },
  ]);
  placeMedia(false, 60, 120);
  expect(session.playbackState).toBe('paused');
  forget();
  expect(session.metadata).toBeNull();
});

it('are nothing where a browser has none', () => {
  vi.stubGlobal('navigator', {});
  take()();
  nameMedia('Waves and light', 'Physics 101')();
  placeMedia(true, 1, 2);
  expect([handlers.size, places, session.metadata]).toEqual([0, [], null]);
});
