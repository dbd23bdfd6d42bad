import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MediaFile } from './media-file.ts';

const context = {} as AudioContext;
/** What is heard of it through the speakers. */
let heard: AudioNode[];
const hear = (node: AudioNode) => {
  heard.push(node);
  return () => void (heard = heard.filter((one) => one !== node));
};

beforeEach(() => {
  heard = [];
  vi.stubGlobal(
    'Audio',
    class extends EventTarget {
      readonly paused = true;
      readonly error = null;
      pause(): void {}
      removeAttribute(): void {}
    },
  );
  vi.stubGlobal(
    'MediaElementAudioSourceNode',
    class {
      disconnect(): void {}
    },
  );
});
afterEach(() => void vi.unstubAllGlobals());

it('is heard by whoever plays it too, until it is closed', () => {
  const file = new MediaFile(context, new File(['…'], 'song.ogg'), hear, () => {});
  expect(heard).toEqual([file.node]);
  file.close();
  expect(heard).toEqual([]);
});
