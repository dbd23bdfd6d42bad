import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FrameCopy } from './frame-copy.ts';

/** Which memory was put where. */
let put: unknown[];
let canvases: number;

beforeEach(() => {
  [put, canvases] = [[], 0];
  vi.stubGlobal(
    'ImageData',
    class {
      readonly data: Uint8ClampedArray;
      readonly width: number;
      readonly height: number;
      constructor(width: number, height: number) {
        [this.width, this.height] = [width, height];
        this.data = new Uint8ClampedArray(width * height * 4);
      }
    },
  );
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      readonly name = (canvases += 1);
      getContext() {
        return { canvas: this, putImageData: ({ data }: ImageData) => put.push(data) };
      }
    },
  );
});
afterEach(() => void vi.unstubAllGlobals());

interface Made {
  width?: number;
  displayWidth?: number;
  rotation?: number;
  format?: string | null;
  copyTo?: (into: Uint8ClampedArray) => Promise<void>;
}

/** A frame as far as is asked of it, a pixel high. */
function frame({ width = 2, displayWidth = width, rotation = 0, format = 'I420', copyTo }: Made = {}) {
  const copied = copyTo ?? (() => Promise.resolve());
  const shape = { visibleRect: { width, height: 1 }, displayWidth, displayHeight: 1, rotation, format };
  return { ...shape, copyTo: copied } as unknown as VideoFrame;
}

it('puts picture after picture into the same memory and onto the same canvas', async () => {
  const copy = new FrameCopy();
  const [first, second] = [frame(), frame()];
  await copy.take(first);
  const drawn = copy.pictureOf(first);
  await copy.take(second);
  expect(drawn).toBeDefined();
  expect(copy.pictureOf(second)).toBe(drawn);
  expect(put[1]).toBe(put[0]);
});

it('has no copy of another frame than the last', async () => {
  const copy = new FrameCopy();
  const [first, second] = [frame(), frame()];
  await copy.take(first);
  await copy.take(second);
  expect(copy.pictureOf(first)).toBeUndefined();
});

it('takes new memory for another size', async () => {
  const copy = new FrameCopy();
  await copy.take(frame());
  await copy.take(frame({ width: 3 }));
  expect(put.map((data) => (data as Uint8ClampedArray).length)).toEqual([8, 12]);
});

it.each([
  { name: 'whose pixels are on a card', made: { format: null } },
  { name: 'that is turned as it is drawn', made: { rotation: 180 } },
  { name: 'whose pixels are not square', made: { displayWidth: 4 } },
])('leaves a frame $name to be drawn as it is', async ({ made }) => {
  const copy = new FrameCopy();
  const one = frame(made);
  await copy.take(one);
  expect(copy.pictureOf(one)).toBeUndefined();
});

it('goes on copying after a frame that was closed while it was copied', async () => {
  const copy = new FrameCopy();
  const gone = frame({
    copyTo: () => (Object.assign(gone, { format: null }), Promise.reject(new Error('closed'))),
  });
  await copy.take(gone);
  const next = frame();
  await copy.take(next);
  expect(copy.pictureOf(next)).toBeDefined();
});

it('shows the last one while another size is copied', async () => {
  const copy = new FrameCopy();
  const first = frame();
  await copy.take(first);
  const drawn = copy.pictureOf(first);
  let seen: unknown;
  await copy.take(frame({ width: 3, copyTo: () => Promise.resolve(void (seen = copy.pictureOf(first))) }));
  expect(seen).toBe(drawn);
});

it('leaves a source to go on where there is no memory', async () => {
  const copy = new FrameCopy();
  vi.stubGlobal(
    'ImageData',
    class {
      constructor() {
        throw new RangeError('out of memory');
      }
    },
  );
  const one = frame();
  await expect(copy.take(one)).resolves.toBeUndefined();
  expect([copy.pictureOf(one), copy.isReadyFor(one)]).toEqual([undefined, true]);
});

it('copies one at a time, each into the same memory', async () => {
  const copy = new FrameCopy();
  const done: string[] = [];
  const slow = frame({
    copyTo: () => new Promise((resolve) => setTimeout(() => (done.push('slow'), resolve()))),
  });
  const fast = frame({ copyTo: () => (done.push('fast'), Promise.resolve()) });
  await Promise.all([copy.take(slow), copy.take(fast)]);
  expect(done).toEqual(['slow', 'fast']);
  expect(copy.pictureOf(fast)).toBeDefined();
});

it('is ready for what it has copied, and for what it never will', async () => {
  const copy = new FrameCopy();
  const [plain, onCard] = [frame(), frame({ format: null })];
  expect([copy.isReadyFor(plain), copy.isReadyFor(onCard)]).toEqual([false, true]);
  await copy.take(plain);
  expect(copy.isReadyFor(plain)).toBe(true);
});

it('does not ask again where the browser refuses, and the source goes on', async () => {
  const copy = new FrameCopy();
  let asked = 0;
  const refused = { copyTo: () => Promise.reject(new Error(`refused ${(asked += 1)}`)) };
  const one = frame(refused);
  await copy.take(one);
  await copy.take(frame(refused));
  expect([copy.pictureOf(one), asked]).toEqual([undefined, 1]);
});
