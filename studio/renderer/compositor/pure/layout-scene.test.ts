import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INSET } from './inset.ts';
import { type DrawStep, layoutScene } from './layout-scene.ts';
import { CONTENT_SLOTS, type Pictures, type Slot, guestSlot } from './picture.ts';
import { PLACE_SLOTS, type Place, type Scene } from './scene.ts';

const size = { width: 960, height: 540 };
const camera = { width: 640, height: 480 };
const slides = { width: 1600, height: 900 };
const screen = { width: 1920, height: 1080 };
const board = { width: 1280, height: 720 };
const ada = { [guestSlot('ada')]: { width: 640, height: 360 } };
const kurt = { [guestSlot('kurt')]: { width: 360, height: 640 } };

const alone = (content: (typeof CONTENT_SLOTS)[number]): Scene => ({ is: 'content', content });
const inset: Scene = { is: 'picture-in-picture', content: 'slides', inset: INSET };
const beside: Scene = { is: 'side-by-side', content: 'slides' };
const place = (slot: Place['slot'], change: Partial<Place> = {}): Place => ({
  ...{ slot, fit: 'contain', x: 0, y: 0, width: 0.5, height: 0.5 },
  ...change,
});

function wordOf(step: DrawStep): string {
  switch (step.draw) {
    case 'picture':
      return step.slot;
    case 'ink':
      return step.layer;
    default:
      return step.draw;
  }
}

const shown = (steps: ReturnType<typeof layoutScene>) => steps.map(wordOf).join(' ');

describe('a scene', () => {
  const table: [Scene, Pictures, string][] = [
    [{ is: 'camera' }, { camera, slides }, 'camera'],
    [alone('slides'), { camera, slides }, 'backdrop slides finished live'],
    [alone('screen'), { slides, screen }, 'backdrop screen finished live'],
    [alone('board'), { slides, board }, 'backdrop board'],
    [beside, { camera, slides }, 'backdrop slides finished live camera'],
    [inset, { camera, slides }, 'backdrop slides finished live camera'],
    [{ ...inset, content: 'board' }, { camera, slides, board }, 'backdrop board camera'],
    [{ is: 'guests' }, { ...ada, camera, ...kurt }, 'backdrop camera name guest:ada name guest:kurt name'],
    // Elsewhere guests stand in a row over what there is.
    [inset, { camera, slides, ...ada }, 'backdrop slides finished live camera guest:ada name'],
    [{ is: 'camera' }, { camera, ...ada, ...kurt }, 'camera guest:ada name guest:kurt name'],
    [{ is: 'custom', places: [place('slides')] }, { slides, ...ada }, 'backdrop slides finished live'],
    // A shared screen and slides stand in for each other; nothing stands in for a whiteboard.
    [alone('slides'), { screen }, 'backdrop screen finished live'],
    [alone('screen'), { slides }, 'backdrop slides finished live'],
    [alone('board'), { slides, screen }, 'card'],
    // What is taught from gives way to whatever there is.
    [inset, { camera, board }, 'backdrop board camera'],
    // With one of two missing, the other one is shown whole.
    [beside, { slides }, 'backdrop slides finished live'],
    [inset, { camera }, 'camera'],
    [{ is: 'guests' }, { ...kurt }, 'backdrop guest:kurt name'],
    [{ is: 'guests' }, { camera }, 'camera'],
    // With nothing to show, the card stands in.
    [{ is: 'camera' }, { slides }, 'card'],
    [alone('slides'), { camera }, 'card'],
    [beside, {}, 'card'],
    [inset, {}, 'card'],
    [{ is: 'guests' }, { slides }, 'card'],
    // One's own scene: in its order, without what is missing.
    [
      { is: 'custom', places: [place('camera'), place('slides'), place('guests')] },
      { slides, camera, ...ada },
      'backdrop camera slides finished live guest:ada name',
    ],
    [
      { is: 'custom', places: [place('camera'), place('slides')] },
      { slides },
      'backdrop slides finished live',
    ],
    // Ink lies on slides and screens only: a board has its own lines in its picture.
    [{ ...beside, content: 'board' }, { camera, slides, board }, 'backdrop board camera'],
    [
      { is: 'custom', places: [place('board'), place('screen')] },
      { board, screen },
      'backdrop board screen finished live',
    ],
    [{ is: 'custom', places: [place('camera')] }, { slides }, 'card'],
    [{ is: 'custom', places: [] }, { slides }, 'card'],
  ];
  it.each(table)('%j with %j draws %s', (scene, pictures, steps) => {
    expect(shown(layoutScene(scene, size, pictures))).toBe(steps);
  });

  it('of the camera alone fills the picture and cuts off evenly above and below', () => {
    expect(layoutScene({ is: 'camera' }, size, { camera })).toEqual([
      {
        draw: 'picture',
        slot: 'camera',
        from: { x: 0, y: 60, width: 640, height: 360 },
        to: { x: 0, y: 0, width: 960, height: 540 },
        cornerRadius: 0,
      },
    ]);
  });

  it('of the slides cuts nothing off them, whatever their shape', () => {
    expect(layoutScene(alone('slides'), size, { slides: { width: 1024, height: 768 } })[1]).toEqual({
      draw: 'picture',
      slot: 'slides',
      from: { x: 0, y: 0, width: 1024, height: 768 },
      to: { x: 120, y: 0, width: 720, height: 540 },
      cornerRadius: 0,
    });
  });

  it('takes the ink along with what it was drawn on, smaller and elsewhere', () => {
    const narrow = { width: 1024, height: 768 };
    const steps = layoutScene(beside, size, { slides: narrow, camera });
    const slide = steps.find((step) => step.draw === 'picture' && step.slot === 'slides');
    expect(slide).toMatchObject({ to: { x: 16, y: 29, width: 643, height: 482 } });
    // Drawn on the slide as it stands alone, 720 wide between two bars of 120.
    const over = {
      from: { x: 120, y: 0, width: 720, height: 540 },
      to: { x: 16, y: 29, width: 643, height: 482 },
    };
    expect(steps.filter((step) => step.draw === 'ink')).toEqual([
      { draw: 'ink', layer: 'finished', ...over },
      { draw: 'ink', layer: 'live', ...over },
    ]);
  });

  it('of one’s own puts each source where it was placed', () => {
    const places = [place('camera', { fit: 'cover', x: 0.5, y: 0.25, width: 0.5, height: 0.75 })];
    expect(layoutScene({ is: 'custom', places }, size, { camera })[1]).toMatchObject({
      to: { x: 480, y: 135, width: 480, height: 405 },
    });
  });

  const length = fc.integer({ min: 120, max: 4000 });
  const anySize = fc.record({ width: length, height: length });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const anyPlace: fc.Arbitrary<Place> = fc
    .tuple(fc.constantFrom(...PLACE_SLOTS), fc.constantFrom('cover' as const, 'contain' as const))
    .chain(([slot, fit]) =>
      fc.tuple(share, share).chain(([width, height]) => {
        const [wide, high] = [0.05 + width * 0.95, 0.05 + height * 0.95];
        return fc
          .tuple(share, share)
          .map(([x, y]) => ({ slot, fit, x: x * (1 - wide), y: y * (1 - high), width: wide, height: high }));
      }),
    );
  const content = fc.constantFrom(...CONTENT_SLOTS);
  const anyScene: fc.Arbitrary<Scene> = fc.oneof(
    fc.constantFrom<Scene>({ is: 'camera' }, { is: 'guests' }),
    content.map((content): Scene => ({ is: 'content', content })),
    content.map((content): Scene => ({ is: 'side-by-side', content })),
    fc
      .record({ content, x: share, y: share, width: fc.double({ min: 0.12, max: 0.5, noNaN: true }) })
      .map(({ content, ...inset }): Scene => ({ is: 'picture-in-picture', content, inset })),
    fc.array(anyPlace, { maxLength: 5 }).map((places): Scene => ({ is: 'custom', places })),
  );

  it('never draws outside the picture, nor from outside a source, and keeps every source’s shape', () => {
    fc.assert(
      fc.property(
        anyScene,
        fc.record({
          width: fc.integer({ min: 320, max: 1920 }),
          height: fc.integer({ min: 180, max: 1080 }),
        }),
        fc.record(
          {
            ...{ camera: anySize, slides: anySize, screen: anySize, board: anySize },
            ...{ 'guest:a': anySize, 'guest:b': anySize, 'guest:c': anySize },
          },
          { requiredKeys: [] },
        ),
        (scene, programme, pictures) => {
          for (const step of layoutScene(scene, programme, pictures)) {
            if (step.draw !== 'picture') continue;
            const { from, to } = step;
            const source = pictures[step.slot as Slot & keyof typeof pictures];
            if (!source) throw new Error(`${step.slot} is drawn and is not there`);
            expect(inside(to, programme)).toBe(true);
            expect(inside(from, source)).toBe(true);
            if (to.width < 8 || to.height < 8) continue;
            // One pixel of rounding on the way to whole pixels.
            expect(Math.abs(to.width / from.width - to.height / from.height) * from.width).toBeLessThan(
              2 * Math.max(1, from.width / from.height, from.height / from.width),
            );
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

function inside(
  rect: { x: number; y: number; width: number; height: number },
  size: { width: number; height: number },
): boolean {
  const slack = 1e-6;
  return (
    rect.x >= -slack &&
    rect.y >= -slack &&
    rect.x + rect.width <= size.width + slack &&
    rect.y + rect.height <= size.height + slack
  );
}

it('guests stand away from the camera, and four of them at most', () => {
  const many = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((id) => [guestSlot(id), camera]));
  const tiles = (scene: Scene) =>
    layoutScene(scene, size, { camera, slides, ...many }).flatMap((step) =>
      step.draw === 'picture' && step.slot.startsWith('guest:') ? [step.to] : [],
    );
  const right = tiles(inset);
  expect(right).toHaveLength(4);
  expect(right[0]!.x).toBeLessThan(size.width / 4);
  const left = tiles({ ...inset, inset: { ...INSET, x: 0 } });
  expect(left[0]!.x).toBeGreaterThan(size.width / 2);
});
