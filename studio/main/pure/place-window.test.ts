import { expect, it } from 'vitest';
import { placeWindow } from './place-window.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const beamer = { x: 1440, y: 0, width: 1920, height: 1080 };
const both = [laptop, beamer];
const at = (x: number, y: number, width = 1000, height = 700) => ({ x, y, width, height });

it.each([
  ['the first start', undefined, both, { width: 1440, height: 875 }],
  ['where it was', at(100, 100), both, at(100, 100)],
  ['where it was, on the other screen', at(1500, 50), both, at(1500, 50)],
  ['a screen that is gone', at(1500, 50), [laptop], { width: 1440, height: 875 }],
  ['half off a screen, but within reach', at(-800, 100), both, at(-800, 100)],
  ['off the screen but for a sliver', at(-950, 100), [laptop], { width: 1440, height: 875 }],
  [
    'above the screen, where nobody can take hold of it',
    at(100, -300),
    [laptop],
    { width: 1440, height: 875 },
  ],
  ['below it', at(100, 890), [laptop], { width: 1440, height: 875 }],
  ['larger than the screen is now', at(0, 25, 3000, 2000), [laptop], at(0, 25, 1440, 875)],
  ['no screen at all', undefined, [], { width: 1440, height: 900 }],
])('%s', (_name, kept, screens, placed) => {
  expect(placeWindow(kept, screens)).toEqual(placed);
});
