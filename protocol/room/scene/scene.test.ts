import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  type Event,
  type Scene,
  type SceneState,
  type Subject,
  foldScene,
  isSameScene,
  lastingSubject,
  roomStateSchema,
  subjectOf,
} from '../index.ts';
import { after, id } from '../test-log.ts';

const shown = (scene: Scene) => ({ type: 'scene.shown', scene, personId: id('prof') }) as const;
const both = (content: 'slides' | 'screen' | 'board'): Scene => ({ kind: 'picture-in-picture', content });
const slides: Scene = { kind: 'slides' };
const camera: Scene = { kind: 'camera' };
const board: Scene = { kind: 'board' };
const started: Event = { type: 'stream.started', streamId: id('s1') };

const scenesAt = (...scenes: [seconds: number, scene: Scene][]) =>
  scenes.reduce<SceneState>((state, [seconds, scene]) => foldScene(state, shown(scene), seconds * 1000), {
    is: 'unknown',
  });

describe('what the programme shows', () => {
  it('is the scene that was shown last, unknown before the first', () => {
    expect(after().scene).toEqual({ is: 'unknown' });
    expect(after(shown(slides)).scene).toEqual({ is: 'known', scene: slides, since: 10 });
    expect(after(shown(slides), shown(camera)).scene).toMatchObject({ scene: camera, since: 20 });
  });

  it('is unknown again with another stream, and with another sender', () => {
    expect(after(shown(slides), started).scene).toEqual({ is: 'unknown' });
    const changed: Event = { type: 'stream.source-changed', streamId: id('s1'), source: 'encoder' };
    expect(after(started, shown(slides), changed).scene).toEqual({ is: 'unknown' });
    const stopped: Event = { type: 'stream.stopped', streamId: id('s1'), reason: 'ended' };
    expect(after(started, shown(slides), stopped).scene).toMatchObject({ scene: slides });
  });

  it('is unknown in a state that was kept before anybody said it', () => {
    const { scene: _scene, ...older } = after(started);
    expect(v.parse(roomStateSchema, older)).toEqual(after(started));
  });

  it.each<[Scene, Subject]>([
    [camera, { is: 'scene', shows: 'camera' }],
    [{ kind: 'guests' }, { is: 'scene', shows: 'guests' }],
    [{ kind: 'screen' }, { is: 'scene', shows: 'screen' }],
    [both('board'), { is: 'scene', shows: 'board' }],
    [
      { kind: 'side-by-side', content: 'slides' },
      { is: 'scene', shows: 'slides' },
    ],
    [
      { kind: 'custom', name: 'Bench' },
      { is: 'own-scene', title: 'Bench' },
    ],
  ])('in %o has the subject %o', (scene, subject) => {
    expect(subjectOf(scene)).toEqual(subject);
    expect(isSameScene(scene, { ...scene })).toBe(true);
  });

  it('is another scene where the same is shown in another way', () => {
    expect(isSameScene(slides, both('slides'))).toBe(false);
    expect(isSameScene(both('board'), both('slides'))).toBe(false);
  });
});

describe('what is looked at', () => {
  it('goes on through scenes that show the same', () => {
    const state = scenesAt([0, both('slides')], [10, slides]);
    expect(state).toEqual({ is: 'known', scene: slides, since: 0 });
    expect(lastingSubject(state, 14_999)).toBeUndefined();
    expect(lastingSubject(state, 15_000)).toEqual(subjectOf(slides));
  });

  it('is remembered over a look aside, however often', () => {
    const state = scenesAt([0, slides], [60, camera], [63, board], [65, slides], [68, camera]);
    expect(state).toEqual({ is: 'known', scene: camera, since: 68_000, before: subjectOf(slides) });
    expect(lastingSubject(state, 70_000)).toEqual(subjectOf(slides));
    expect(lastingSubject(state, 90_000)).toEqual(subjectOf(camera));
  });
});
