import type { Scene, StreamId } from '@rostrum/protocol/room';
import { beforeEach, describe, expect, it } from 'vitest';
import { TestClass, ada, gil, prof, root, tutor } from '../../test-class.ts';

const streamId = 'monday' as StreamId;
const show = (scene: Scene) => ({ type: 'scene.show', scene }) as const;
const camera = show({ kind: 'camera' });

let its: TestClass;

beforeEach(() => {
  its = new TestClass();
  its.happen({ type: 'stream.started', streamId });
});

describe('the scene of a programme', () => {
  it.each([
    [root, ['scene.shown']],
    [prof, ['scene.shown']],
    [tutor, ['scene.shown']],
    [ada, 'not-allowed'],
    [gil, 'not-allowed'],
  ])('is said by staff alone: %o', (actor, outcome) => {
    expect(its.does(actor, camera)).toEqual(outcome);
  });

  it.each<[Scene, Scene, boolean]>([
    [{ kind: 'camera' }, { kind: 'camera' }, false],
    [{ kind: 'camera' }, { kind: 'slides' }, true],
    [{ kind: 'side-by-side', content: 'slides' }, { kind: 'side-by-side', content: 'slides' }, false],
    [{ kind: 'side-by-side', content: 'slides' }, { kind: 'side-by-side', content: 'board' }, true],
    [{ kind: 'side-by-side', content: 'slides' }, { kind: 'picture-in-picture', content: 'slides' }, true],
    [{ kind: 'custom', name: 'Bench' }, { kind: 'custom', name: ' Ben\u202ech ' }, false],
    [{ kind: 'custom', name: 'Bench' }, { kind: 'custom', name: 'Desk' }, true],
  ])('%o and then %o has changed: %s', (before, now, hasChanged) => {
    its.ask(prof, show(before));
    expect(its.does(prof, show(now))).toEqual(hasChanged ? ['scene.shown'] : []);
  });

  it('has its name in one line, cleaned, and never none', () => {
    its.ask(prof, show({ kind: 'custom', name: ' The\n\u202ebench ' }));
    expect(its.state.scene).toMatchObject({ is: 'known', scene: { kind: 'custom', name: 'The bench' } });
    expect(its.does(prof, show({ kind: 'custom', name: ' \u202e ' }))).toBe('empty');
  });

  it('is that of the studio while it is on air, and refused in words otherwise', () => {
    its.happen({ type: 'stream.source-changed', streamId, source: 'encoder' });
    expect(its.does(prof, camera)).toBe('not-yet');
    expect(its.wordsTo(prof, camera)).toBe('An encoder sends the programme, without scenes.');
    its.happen({ type: 'stream.source-changed', streamId, source: 'studio' });
    expect(its.does(prof, camera)).toEqual(['scene.shown']);
    its.happen({ type: 'stream.stopped', streamId, reason: 'ended' });
    expect(its.does(prof, camera)).toBe('not-yet');
    expect(its.wordsTo(prof, camera)).toBe('The programme is not on air.');
    its.become('ended');
    expect(its.does(prof, camera)).toBe('closed');
  });

  it('is said anew of each stream, though it be the same', () => {
    its.ask(prof, camera);
    its.happen({ type: 'stream.started', streamId: 'tuesday' as StreamId });
    expect(its.does(prof, camera)).toEqual(['scene.shown']);
  });
});
