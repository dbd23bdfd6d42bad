import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type PictureStep, PictureTiles } from './picture-tiles.ts';
import type { Shown } from './stage.ts';

/** Who drew what: a frame is turned into colours each time it is drawn, a tile is in colours already. */
let drawn: string[];

class TestFrame {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

class TestCanvas {
  readonly name = 'tile';

  getContext() {
    return context(this);
  }
}

function context(canvas: { name: string }): OffscreenCanvasRenderingContext2D {
  const drawImage = (source: { name: string }) => drawn.push(`${source.name} on ${canvas.name}`);
  return { canvas, drawImage } as unknown as OffscreenCanvasRenderingContext2D;
}

beforeAll(() => {
  vi.stubGlobal('VideoFrame', TestFrame);
  vi.stubGlobal('OffscreenCanvas', TestCanvas);
});
afterAll(() => void vi.unstubAllGlobals());
beforeEach(() => void (drawn = []));

const programme = context({ name: 'programme' });
const frame = (name: string) => new TestFrame(name) as unknown as Shown;
const drawnAsIs = (shown: Shown) => ({ shown, drawable: shown });
const whole = { x: 0, y: 0, width: 640, height: 480 };
const inset = (): PictureStep => ({
  ...{ draw: 'picture', slot: 'camera', cornerRadius: 0 },
  ...{ from: whole, to: { x: 946, y: 463, width: 307, height: 230 } },
});

it('a camera as fast as the programme is drawn straight from its pictures', () => {
  const tiles = new PictureTiles({ width: 1280, height: 720 });
  const step = inset();
  for (const name of ['a', 'b', 'c', 'd']) tiles.draw(programme, drawnAsIs(frame(name)), step);
  expect(drawn).toEqual(['a', 'b', 'c', 'd'].map((name) => `${name} on programme`));
});

it('a slower one’s picture is turned into colours once, however often it is shown', () => {
  const tiles = new PictureTiles({ width: 1280, height: 720 });
  const step = inset();
  const [a, b] = [frame('a'), frame('b')];
  for (const shown of [a, a, a, a]) tiles.draw(programme, drawnAsIs(shown), step);
  drawn = [];
  for (const shown of [b, b, a]) tiles.draw(programme, drawnAsIs(shown), step);
  expect(drawn).toEqual([
    ...['b on tile', 'tile on programme', 'tile on programme'],
    ...['a on tile', 'tile on programme'],
  ]);
});

it('a scene laid out anew begins anew', () => {
  const tiles = new PictureTiles({ width: 1280, height: 720 });
  const [before, moved] = [inset(), inset()];
  const a = frame('a');
  for (let turn = 0; turn < 4; turn += 1) tiles.draw(programme, drawnAsIs(a), before);
  drawn = [];
  tiles.draw(programme, drawnAsIs(a), moved);
  expect(drawn).toEqual(['a on programme']);
});

it('a still picture needs no tile', () => {
  const tiles = new PictureTiles({ width: 1280, height: 720 });
  const step = inset();
  const page = { name: 'page' } as unknown as Shown;
  for (let turn = 0; turn < 5; turn += 1) tiles.draw(programme, drawnAsIs(page), step);
  expect(new Set(drawn)).toEqual(new Set(['page on programme']));
});
