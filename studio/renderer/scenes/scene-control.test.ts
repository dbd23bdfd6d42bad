import { beforeEach, describe, expect, it } from 'vitest';
import type { Scene } from '../compositor/index.ts';
import { newScene } from './pure/edit-scene.ts';
import { SCENE_SETTINGS, type SceneSettings } from './pure/scene-settings.ts';
import { SceneControl, type ScenePainter } from './scene-control.svelte.ts';

/** What a painter was told, a word for each. */
let told: string[];
let kept: SceneSettings | undefined;

const wordsOf = (scene: Scene) =>
  'content' in scene && scene.is !== 'content' ? `${scene.is} of ${scene.content}` : JSON.stringify(scene);
const painter: ScenePainter = {
  setScene: (scene, by) => void told.push(`${by} ${wordsOf(scene)}`),
  prepare: (scene) => void told.push(scene ? `prepare ${wordsOf(scene)}` : 'prepare nothing'),
  setOverlays: (overlays) => void told.push(`overlays ${overlays.map(({ is }) => is).join()}`),
  setLogo: (bitmap) => void told.push(bitmap ? 'logo' : 'no logo'),
  fill: (slot) => void told.push(`fill ${slot}`),
  show: (slot) => void told.push(`show ${slot}`),
  empty: (slot) => void told.push(`empty ${slot}`),
  setInk: () => void told.push('ink'),
};
const track = (id: string) => ({ id }) as MediaStreamTrack;
const page = () => ({ close: () => {} }) as ImageBitmap;

function control(settings: Partial<SceneSettings> = {}): SceneControl {
  return new SceneControl(painter, { ...SCENE_SETTINGS, ...settings }, (settings) => (kept = settings));
}

beforeEach(() => {
  told = [];
  kept = undefined;
});

describe('the scenes of a programme', () => {
  it('go on air at once by a choice', () => {
    const scenes = control();
    scenes.choose('camera');
    scenes.choose('camera');
    expect(scenes.onAir).toBe('camera');
    expect(told).toEqual(['cut picture-in-picture of slides', 'cut {"is":"camera"}']);
  });

  it('wait in studio mode until they are taken, and change places with the one on air', () => {
    const scenes = control({ isStudioMode: true });
    scenes.choose('camera');
    expect([scenes.onAir, scenes.prepared]).toEqual(['picture-in-picture', 'camera']);
    scenes.takePrepared('fade');
    expect([scenes.onAir, scenes.prepared]).toEqual(['camera', 'picture-in-picture']);
    expect(told.slice(1)).toEqual([
      'prepare {"is":"camera"}',
      'fade {"is":"camera"}',
      'prepare picture-in-picture of slides',
    ]);
    scenes.setStudioMode(false);
    expect(scenes.prepared).toBeUndefined();
    expect(told.at(-1)).toBe('prepare nothing');
    expect(kept?.isStudioMode).toBe(false);
  });

  it('teach from what was opened last, but come back to a whiteboard only when asked', () => {
    const scenes = control();
    scenes.stand('slides', page());
    scenes.stand('screen', track('screen'));
    expect(scenes.content).toBe('screen');
    expect(told.at(-2)).toBe('refresh picture-in-picture of screen');
    scenes.stand('board', page());
    scenes.stand('slides', page());
    expect(scenes.content).toBe('screen');
    scenes.setContent('board');
    expect(told.at(-2)).toBe('refresh picture-in-picture of board');
  });

  it('say what is missing, and whose inset can be moved', () => {
    const scenes = control();
    expect([scenes.missing, scenes.insetIn]).toEqual([undefined, undefined]);
    scenes.stand('camera', track('camera'));
    scenes.stand('slides', page());
    expect(scenes.insetIn).toBe('on-air');
    scenes.choose('board');
    expect([scenes.missing, scenes.insetIn]).toEqual(['board', undefined]);
    scenes.setStudioMode(true);
    scenes.choose('picture-in-picture');
    expect(scenes.insetIn).toBe('prepared');
  });

  it('keep a track that tells something new of itself, and take another one', () => {
    const scenes = control();
    const camera = track('camera');
    scenes.stand('camera', camera);
    scenes.stand('camera', camera);
    scenes.stand('camera', track('other'));
    scenes.stand('camera', undefined);
    expect(scenes.filled).toEqual([]);
    scenes.stand('camera', camera);
    expect(told.slice(1)).toEqual(['fill camera', 'fill camera', 'empty camera', 'fill camera']);
  });

  it('keep the inset only where it comes to rest', () => {
    const scenes = control();
    scenes.setInset({ x: 0.4, y: 0, width: 0.3 }, false);
    expect(kept).toBeUndefined();
    scenes.setInset({ x: 0, y: 0, width: 0.3 }, true);
    expect(kept?.inset).toEqual({ x: 0, y: 0, width: 0.3 });
    expect(told.at(-2)).toContain('refresh picture-in-picture');
  });

  it('of one’s own stand in the order that one puts them in', () => {
    const custom = ['a', 'b', 'c'].map((key) => newScene(key, key));
    const scenes = control({ custom });
    scenes.moveCustom(0, 2);
    expect(kept?.custom.map(({ name }) => name)).toEqual(['b', 'c', 'a']);
    scenes.moveCustom(1, 0);
    expect(kept?.custom.map(({ name }) => name)).toEqual(['c', 'b', 'a']);
  });

  it('of one’s own have their sources moved where they are seen, and keep them where they come to rest', () => {
    const mine = newScene('mine', 'Mine');
    const scenes = control({ custom: [mine] });
    expect(scenes.ownShown).toBeUndefined();
    scenes.choose(mine.id);
    expect(scenes.ownShown).toEqual({ where: 'on-air', scene: mine });
    const [slides, camera] = mine.places;
    const moved = { ...camera!, x: 0.1 };
    scenes.setPlace(mine.id, 1, moved, false);
    expect([kept, scenes.ownShown?.scene.places]).toEqual([undefined, [slides, moved]]);
    expect(told.at(-2)).toContain('refresh {"is":"custom"');
    scenes.setPlace(mine.id, 1, { ...moved, x: 7 }, true);
    expect(kept?.custom[0]?.places[1]?.x).toBe(0.75);
    scenes.setStudioMode(true);
    expect(scenes.ownShown?.where).toBe('prepared');
    scenes.choose('camera');
    expect(scenes.ownShown?.where).toBe('on-air');
  });

  it('of one’s own are kept, changed and deleted, also while they are on air', () => {
    const scenes = control({ isStudioMode: true });
    const mine = newScene('mine', 'Mine');
    scenes.saveCustom(mine);
    scenes.saveCustom({ ...mine, name: 'Ours' });
    expect(kept?.custom).toEqual([{ ...mine, name: 'Ours' }]);
    scenes.choose(mine.id);
    scenes.takePrepared('cut');
    scenes.choose(mine.id);
    scenes.deleteCustom(mine.id);
    expect(kept?.custom).toEqual([]);
    expect([scenes.onAir, scenes.prepared]).toEqual(['picture-in-picture', 'picture-in-picture']);
  });
});

describe('the logo', () => {
  const picture = 'data:image/webp;base64,UklGRg==';

  it('is shown once it is chosen, and kept with its corner and whether it is shown', () => {
    const scenes = control();
    scenes.changeLogo({ corner: 'bottom-left' });
    expect([scenes.hasLogo, scenes.overlays]).toEqual([false, []]);
    scenes.chooseLogo(page(), picture);
    expect(scenes.overlay('logo')).toEqual({ is: 'logo', corner: 'bottom-left' });
    expect(kept?.logo).toEqual({ picture, corner: 'bottom-left', isShown: true });
    scenes.changeLogo({ corner: 'top-left' });
    expect(scenes.overlay('logo')?.corner).toBe('top-left');
    scenes.changeLogo({ isShown: false });
    expect([scenes.overlay('logo'), kept?.logo.isShown]).toEqual([undefined, false]);
    scenes.removeLogo();
    expect([scenes.hasLogo, kept?.logo]).toEqual([
      false,
      { picture: undefined, corner: 'top-left', isShown: false },
    ]);
    expect(told.filter((word) => word.includes('logo'))).toEqual([
      'logo',
      'overlays logo',
      'overlays logo',
      'no logo',
    ]);
  });

  it.each([true, false])('that was kept comes back as it was (shown: %s)', (isShown) => {
    const scenes = control({ logo: { picture, corner: 'top-left', isShown } });
    expect(scenes.overlays).toEqual([]);
    scenes.restoreLogo(page());
    expect(scenes.hasLogo).toBe(true);
    expect(scenes.overlays).toEqual(isShown ? [{ is: 'logo', corner: 'top-left' }] : []);
    // Nothing has changed that would have to be kept.
    expect(kept).toBeUndefined();
  });
});

it('an overlay is there once, and the name on the picture follows the name that is kept', () => {
  const scenes = control();
  scenes.setLowerThird({ name: 'Lise', line: '' });
  expect(scenes.overlays).toEqual([]);
  scenes.setOverlay({ is: 'lower-third', ...scenes.settings.lowerThird });
  scenes.setLowerThird({ name: 'Lise Meitner', line: '' });
  expect(scenes.overlay('lower-third')?.name).toBe('Lise Meitner');
  scenes.setOverlay({ is: 'pause', title: 'Back soon', note: '' });
  scenes.clearOverlay('lower-third');
  expect(told.filter((word) => word.startsWith('overlays')).at(-1)).toBe('overlays pause');
});
