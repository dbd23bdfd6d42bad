import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Slot } from '../../compositor/pure/picture.ts';
import { type Place, type SceneId, customId, sceneOf } from '../../compositor/pure/scene.ts';
import { afterSwitch, backgroundBlurOf } from './background-blur.ts';
import {
  broughtForward,
  movedPlace,
  newScene,
  placeByKey,
  resizedPlace,
  restingPlace,
  shareOf,
  withPlace,
  withPlaceChanged,
  withoutPlace,
} from './edit-scene.ts';
import { contentAfter, contentAmong, missingIn, withSlot } from './filled.ts';
import { type KeyFacts, hotkeyOf } from './hotkey.ts';
import { sceneList } from './scene-list.ts';
import { SCENE_SETTINGS, sceneSettingsSchema } from './scene-settings.ts';

const mine = newScene('mine', 'Mine');

describe('a key', () => {
  const page = { target: 'page' } as const;
  it.each<[Partial<KeyFacts>, ReturnType<typeof hotkeyOf>]>([
    [
      { key: '1', ...page },
      { do: 'choose', number: 1 },
    ],
    [
      { key: '9', target: 'button' },
      { do: 'choose', number: 9 },
    ],
    [{ key: '0', ...page }, undefined],
    [{ key: '1', target: 'field' }, undefined],
    [{ key: '1', ...page, isModified: true }, undefined],
    [{ key: '1', ...page, isShifted: true }, undefined],
    [{ key: '1', ...page, isRepeated: true }, undefined],
    [{ key: '1', ...page, isTaken: true }, undefined],
    [{ key: 'Enter', ...page }, { do: 'cut' }],
    [{ key: 'Enter', ...page, isShifted: true }, { do: 'fade' }],
    [{ key: 'Enter', target: 'button' }, undefined],
    [{ key: 'Enter', target: 'field' }, undefined],
    [{ key: 'Enter', ...page, isRepeated: true }, undefined],
    [{ key: ' ', ...page }, undefined],
    [{ key: 'a', ...page }, undefined],
    [{ key: 'F1', ...page }, undefined],
  ])('%j does %j', (facts, hotkey) => {
    const still = { isModified: false, isShifted: false, isRepeated: false, isTaken: false };
    expect(hotkeyOf({ key: '', target: 'page', ...still, ...facts })).toEqual(hotkey);
  });
});

describe('a scene that misses its source', () => {
  it.each<[SceneId, Slot[], ReturnType<typeof missingIn>]>([
    ['camera', ['slides'], 'camera'],
    ['camera', ['camera'], undefined],
    ['slides', ['screen'], undefined],
    ['slides', ['camera'], 'slides'],
    ['screen', ['board'], 'screen'],
    ['board', ['slides'], 'board'],
    ['guests', ['slides'], 'guests'],
    ['guests', ['guest:a'], undefined],
    ['guests', ['camera'], undefined],
    ['picture-in-picture', [], undefined],
    [mine.id, [], undefined],
  ])('%s with %j names %s', (scene, filled, missing) => {
    expect(missingIn(scene, filled)).toBe(missing);
  });
});

it('teaches from what was opened last, but never from a whiteboard unasked', () => {
  expect(contentAfter('slides', 'screen')).toBe('screen');
  expect(contentAfter('screen', 'slides')).toBe('slides');
  expect(contentAfter('screen', 'board')).toBe('screen');
  expect(contentAfter('board', 'camera')).toBe('board');
  expect(contentAmong(['camera', 'board', 'slides'])).toEqual(['slides', 'board']);
});

it('knows each filled slot once', () => {
  expect(withSlot(['camera'], 'camera', true)).toEqual(['camera']);
  expect(withSlot(['camera'], 'board', true)).toEqual(['camera', 'board']);
  expect(withSlot(['camera', 'board'], 'camera', false)).toEqual(['board']);
});

describe('the list of scenes', () => {
  const names = {
    ...{ 'picture-in-picture': 'Both', 'side-by-side': 'Beside', slides: 'Slides', camera: 'Camera' },
    ...{ screen: 'Screen', board: 'Board', guests: 'Guests' },
  };
  it('offers guests only while there are some, and keeps every scene’s key', () => {
    const without = sceneList(names, [mine], ['camera'], 'camera');
    const numbered = without.map(({ id, number }) => `${number} ${id}`);
    expect(numbered).toEqual([
      ...['1 picture-in-picture', '2 side-by-side', '3 slides', '4 camera', '5 screen', '6 board'],
      '8 custom:mine',
    ]);
    const withGuests = sceneList(names, [mine], ['guest:a'], 'camera');
    expect(withGuests.find(({ number }) => number === 7)?.id).toBe('guests');
    expect(sceneList(names, [], [], 'guests').some(({ id }) => id === 'guests')).toBe(true);
  });

  it('gives the first nine a key', () => {
    const many = ['a', 'b', 'c'].map((key) => newScene(key, key));
    expect(sceneList(names, many, [], 'camera').map(({ number }) => number)).toEqual([
      ...[1, 2, 3, 4, 5, 6, 8, 9],
      undefined,
    ]);
  });
});

describe('a scene of one’s own', () => {
  it('is edited without leaving the picture', () => {
    const wide = withPlaceChanged(mine, 1, { width: 0.9 });
    expect(wide.places[1]).toMatchObject({ width: 0.9, x: expect.closeTo(0.1) as number });
    expect(withPlaceChanged(mine, 0, { x: 7, height: 0 }).places[0]).toMatchObject({ x: 0.25, height: 0.05 });
    expect(v.is(sceneSettingsSchema, { custom: [wide] })).toBe(true);
  });

  const at = (x: number, y: number, width: number, height: number): Place => ({
    ...{ slot: 'camera', fit: 'cover' },
    ...{ x, y, width, height },
  });
  const sides = ({ x, y, width, height }: Place) =>
    [x, y, width, height].map((side) => Math.round(side * 1000) / 1000);

  it.each([
    ['moved', movedPlace(at(0.2, 0.2, 0.4, 0.4), 0.1, -0.1), [0.3, 0.1, 0.4, 0.4]],
    ['moved as far as the edges', movedPlace(at(0.2, 0.2, 0.4, 0.4), 0.9, -0.9), [0.6, 0, 0.4, 0.4]],
    ['made larger', resizedPlace(at(0.2, 0.2, 0.4, 0.4), 0.1, 0.2), [0.2, 0.2, 0.5, 0.6]],
    ['made as large as there is room', resizedPlace(at(0.2, 0.2, 0.4, 0.4), 0.9, 0.9), [0.2, 0.2, 0.8, 0.8]],
    ['made as small as is seen', resizedPlace(at(0.2, 0.2, 0.4, 0.4), -0.9, -0.9), [0.2, 0.2, 0.05, 0.05]],
    ['let go near an edge', restingPlace(at(0.01, 0.585, 0.4, 0.4)), [0, 0.6, 0.4, 0.4]],
    ['let go elsewhere', restingPlace(at(0.12345, 0.3, 0.4, 0.4)), [0.123, 0.3, 0.4, 0.4]],
  ])('has a source %s by a pointer', (_, place, expected) => {
    expect(sides(place)).toEqual(expected);
  });

  it.each([
    ['ArrowLeft', false, [0.18, 0.2, 0.4, 0.2]],
    ['ArrowRight', true, [0.3, 0.2, 0.4, 0.2]],
    ['ArrowUp', true, [0.2, 0.1, 0.4, 0.2]],
    ['ArrowDown', false, [0.2, 0.22, 0.4, 0.2]],
    ['+', true, [0.2, 0.2, 0.5, 0.25]],
    ['-', true, [0.2, 0.2, 0.3, 0.15]],
    ['_', false, [0.2, 0.2, 0.38, 0.19]],
  ])('has a source moved and resized by %s (a large step: %s)', (key, isLarge, expected) => {
    const place = placeByKey(at(0.2, 0.2, 0.4, 0.2), key, isLarge);
    expect(place && sides(place)).toEqual(expected);
  });

  it('keeps a source’s shape when it can grow or shrink no further', () => {
    const large = placeByKey(at(0.5, 0, 0.45, 0.2), '+', true);
    const small = placeByKey(at(0, 0, 0.2, 0.06), '-', true);
    expect(large && sides(large)).toEqual([0.5, 0, 0.5, 0.222]);
    expect(small && sides(small)).toEqual([0, 0, 0.167, 0.05]);
    expect(placeByKey(at(0, 0, 0.2, 0.2), 'a', false)).toBeUndefined();
  });

  it('gets, loses and reorders its sources', () => {
    const slots = ({ places }: { places: readonly Place[] }) => places.map(({ slot }) => slot);
    const three = withPlace(mine, 'board');
    expect(slots(three)).toEqual(['slides', 'camera', 'board']);
    expect(slots(broughtForward(three, 0))).toEqual(['camera', 'slides', 'board']);
    expect(slots(broughtForward(three, 2))).toEqual(['slides', 'camera', 'board']);
    expect(slots(withoutPlace(three, 1))).toEqual(['slides', 'board']);
  });

  it.each([
    ['25', 0.25],
    ['', undefined],
    ['x', undefined],
  ])('reads %j as the share %s', (percent, share) => {
    expect(shareOf(percent)).toBe(share);
  });

  it('that was deleted shows the card', () => {
    const around = { ...SCENE_SETTINGS, content: 'slides' } as const;
    expect(sceneOf(customId('gone'), around)).toEqual({ is: 'custom', places: [] });
    expect(sceneOf(mine.id, { ...around, custom: [mine] })).toEqual({ is: 'custom', places: mine.places });
  });
});

describe('what is kept of the scenes', () => {
  it('has a value for everything that was never set', () => {
    expect(SCENE_SETTINGS).toEqual({
      inset: { x: 1, y: 1, width: 0.24 },
      custom: [],
      isStudioMode: false,
      picture: '720p',
      lowerThird: { name: '', line: '' },
      logo: { corner: 'top-right', isShown: false },
    });
  });

  it.each([
    { inset: { x: 2, y: 0, width: 0.2 } },
    { inset: { x: 0, y: 0, width: 0.9 } },
    { custom: [{ ...mine, name: '  ' }] },
    { custom: [{ ...mine, id: 'camera' }] },
    {
      custom: [{ ...mine, places: [{ slot: 'camera', fit: 'cover', x: 0.5, y: 0, width: 0.6, height: 1 }] }],
    },
    { custom: [{ ...mine, places: [{ slot: 'wall', fit: 'cover', x: 0, y: 0, width: 1, height: 1 }] }] },
    { lowerThird: { name: 'x'.repeat(81) } },
    { logo: { corner: 'middle' } },
  ])('is refused when it makes no sense: %j', (settings) => {
    expect(v.is(sceneSettingsSchema, settings)).toBe(false);
  });

  it.each([
    ['data', 'data:image/webp;base64,UklGRg==', 'data:image/webp;base64,UklGRg=='],
    ['from elsewhere', 'https://example.org/logo.webp', undefined],
    ['too long', `data:image/webp;base64,${'A'.repeat(40_000)}`, undefined],
    ['no text', 7, undefined],
  ])('keeps a logo that is data, and is no worse for another (%s)', (_, picture, kept) => {
    const settings = { custom: [mine], logo: { picture, corner: 'bottom-left', isShown: true } };
    const { custom, logo } = v.parse(sceneSettingsSchema, settings);
    expect(custom).toEqual([mine]);
    expect(logo).toEqual({ picture: kept, corner: 'bottom-left', isShown: true });
  });
});

it.each([
  [{ capabilities: undefined, setting: undefined }, 'unable'],
  [{ capabilities: [false], setting: false }, 'unable'],
  [{ capabilities: [true], setting: true }, 'held-on'],
] as const)('a camera that says %j can’t be switched: %s', (facts, because) => {
  const blur = backgroundBlurOf(facts);
  expect(blur).toEqual({ is: 'not-offered', because });
  // Such as after the system has taken it over in between.
  expect(afterSwitch(true, blur)).toBe(blur);
});

it('a camera that offers the blur says whether it is on, and whether it did as it was told', () => {
  const [off, on] = [false, true].map((setting) =>
    backgroundBlurOf({ capabilities: [true, false], setting }),
  );
  expect([off, on]).toEqual([
    { is: 'offered', isOn: false, isRefused: false },
    { is: 'offered', isOn: true, isRefused: false },
  ]);
  expect(afterSwitch(true, on!)).toEqual(on);
  expect(afterSwitch(true, off!)).toEqual({ is: 'offered', isOn: false, isRefused: true });
});
