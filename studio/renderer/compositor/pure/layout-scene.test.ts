import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCENES, type Slot, layoutScene } from './layout-scene.ts';

const size = { width: 960, height: 540 };
const camera = { width: 640, height: 480 };
const slides = { width: 1600, height: 900 };
const shown = (steps: ReturnType<typeof layoutScene>) =>
  steps.map((step) => (step.draw === 'picture' ? step.slot : step.draw));

describe('a scene', () => {
  it.each([
    ['camera', { camera, slides }, ['camera']],
    ['slides', { camera, slides }, ['backdrop', 'slides']],
    ['side-by-side', { camera, slides }, ['backdrop', 'slides', 'camera']],
    ['picture-in-picture', { camera, slides }, ['backdrop', 'slides', 'camera']],
    // With one of two missing, the other one is shown whole.
    ['side-by-side', { slides }, ['backdrop', 'slides']],
    ['picture-in-picture', { camera }, ['camera']],
    // With nothing to show, the card stands in.
    ['camera', { slides }, ['card']],
    ['slides', { camera }, ['card']],
    ['side-by-side', {}, ['card']],
    ['picture-in-picture', {}, ['card']],
  ] as const)('%s with %o draws %j', (scene, pictures, steps) => {
    expect(shown(layoutScene(scene, size, pictures))).toEqual(steps);
  });

  it('of the camera alone fills the picture and cuts off evenly above and below', () => {
    expect(layoutScene('camera', size, { camera })).toEqual([
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
    expect(layoutScene('slides', size, { slides: { width: 1024, height: 768 } }).at(-1)).toEqual({
      draw: 'picture',
      slot: 'slides',
      from: { x: 0, y: 0, width: 1024, height: 768 },
      to: { x: 120, y: 0, width: 720, height: 540 },
      cornerRadius: 0,
    });
  });

  const length = fc.integer({ min: 120, max: 4000 });
  const anySize = fc.record({ width: length, height: length });

  it('never draws outside the picture, nor from outside a source, and keeps every source’s shape', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SCENES),
        fc.record({
          width: fc.integer({ min: 320, max: 1920 }),
          height: fc.integer({ min: 180, max: 1080 }),
        }),
        fc.record({ camera: anySize, slides: anySize }, { requiredKeys: [] }),
        (scene, programme, pictures) => {
          for (const step of layoutScene(scene, programme, pictures)) {
            if (step.draw !== 'picture') continue;
            const { from, to } = step;
            const source = pictures[step.slot as Slot];
            if (!source) throw new Error(`${step.slot} is drawn and is not there`);
            expect(inside(to, programme)).toBe(true);
            expect(inside(from, source)).toBe(true);
            // One pixel of rounding on the way to whole pixels.
            expect(Math.abs(to.width / from.width - to.height / from.height) * from.width).toBeLessThan(
              2 * Math.max(1, from.width / from.height, from.height / from.width),
            );
          }
        },
      ),
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
