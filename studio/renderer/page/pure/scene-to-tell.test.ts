import type { Scene } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import type { ContentSlot, Slot } from '../../compositor/pure/picture.ts';
import { SCENES, type SceneId, customId } from '../../compositor/pure/scene.ts';
import { newScene } from '../../scenes/pure/edit-scene.ts';
import { type SceneSources, sceneToTell } from './scene-to-tell.ts';

const mine = newScene('mine', 'Mine');
const sources = (content: ContentSlot, filled: readonly Slot[]): SceneSources => ({
  ...{ custom: [mine], content, filled },
});

it.each<[SceneId, ContentSlot, Slot[], Scene | undefined]>([
  ['camera', 'slides', ['camera', 'slides'], { kind: 'camera' }],
  ['guests', 'slides', ['camera', 'guest:a'], { kind: 'guests' }],
  ['guests', 'slides', ['camera'], { kind: 'camera' }],
  ['slides', 'slides', ['slides', 'screen'], { kind: 'slides' }],
  ['slides', 'screen', ['screen'], { kind: 'screen' }],
  ['screen', 'slides', ['slides'], { kind: 'slides' }],
  ['board', 'slides', ['slides', 'board'], { kind: 'board' }],
  ['board', 'slides', ['slides'], { kind: 'board' }],
  ['side-by-side', 'board', ['slides', 'board'], { kind: 'side-by-side', content: 'board' }],
  ['picture-in-picture', 'slides', ['slides'], { kind: 'picture-in-picture', content: 'slides' }],
  ['picture-in-picture', 'slides', ['board'], { kind: 'picture-in-picture', content: 'board' }],
  ['picture-in-picture', 'slides', ['camera'], { kind: 'camera' }],
  [mine.id, 'slides', ['slides'], { kind: 'custom', name: 'Mine' }],
  [customId('gone'), 'slides', ['slides'], undefined],
])('%s with %s chosen and %j there is told as %o', (id, content, filled, scene) => {
  expect(sceneToTell(id, sources(content, filled))).toEqual(scene);
});

it('has a word for each scene of the studio', () => {
  const filled: Slot[] = ['camera', 'slides', 'screen', 'board', 'guest:a'];
  expect(SCENES.map((id) => sceneToTell(id, sources('slides', filled))?.kind)).toEqual(SCENES);
});
