import { describe, expect, it } from 'vitest';
import { advance } from './advance.ts';
import {
  type Action,
  type EdgeDistance,
  type PlayerState,
  type Signal,
  detachedPlayer,
} from './player-state.ts';

const NO_JITTER = 0.5;
const attach: Signal = { type: 'attach' };
const playing: Signal = { type: 'playing' };
const over: Signal = { type: 'programme-over' };
const tick = (nowMs: number, edge?: EdgeDistance): Signal => ({
  ...{ type: 'tick', nowMs, jitter: NO_JITTER },
  ...(edge ? { edge } : {}),
});

/** Where a player stands after these signals, and what it was told to do on the way. */
function after(...signals: Signal[]): { state: PlayerState; done: Action[] } {
  const done: Action[] = [];
  let state = detachedPlayer;
  for (const signal of signals) {
    const step = advance(state, signal);
    state = step.state;
    if (step.action) done.push(step.action);
  }
  return { state, done };
}

describe('a programme', () => {
  it('is built when it is announced, and plays when its picture is there', () => {
    const { state, done } = after(attach, playing);
    expect(state.phase).toEqual({ is: 'playing' });
    expect(done).toEqual([{ do: 'build', afterMs: 0 }]);
  });

  it('is built anew for another stream, keeping the viewer’s sound', () => {
    const { state, done } = after(attach, playing, { type: 'viewer-sound', sound: 'muted' }, attach);
    expect(state).toEqual({ ...detachedPlayer, phase: { is: 'starting' }, sound: 'muted' });
    expect(done.at(-1)).toEqual({ do: 'build', afterMs: 0 });
  });

  it('plays out what is buffered when it is over, and is put away at its end', () => {
    const playingOut = after(attach, playing, over);
    expect(playingOut.state.phase.is).toBe('playing');
    for (const end of [
      { type: 'ended', nowMs: 1 },
      { type: 'waiting', nowMs: 1 },
      { type: 'failed', kind: 'network', nowMs: 1, jitter: 0 },
    ] as const) {
      expect(after(attach, playing, over, end)).toMatchObject({
        state: { phase: { is: 'detached' } },
        done: [{ do: 'build' }, { do: 'unload' }],
      });
    }
  });

  it('is built anew where its start comes to nothing and no error is told, ever less often', () => {
    const anew = { do: 'build', afterMs: 500 };
    const silent = (...seconds: number[]) =>
      after(attach, ...seconds.map((s) => tick(s * 1000))).done.slice(1);
    expect(silent(0, 5)).toEqual([]);
    expect(silent(0, 6)).toEqual([anew]);
    expect(silent(0, 6, 16)).toEqual([anew]);
    expect(silent(0, 6, 17)).toEqual([anew, anew]);
    expect(silent(0, 6, 17, 38, 79, 160, 161, 241)).toHaveLength(6);
    expect(after(attach, tick(0), playing, tick(1), tick(60_000)).state.silence).toBeUndefined();
  });

  it('is put away at once when it is over before anything was seen', () => {
    expect(after(attach, over).state.phase.is).toBe('detached');
  });

  it('waits for the room’s word when its playlist ends first', () => {
    const { state } = after(attach, playing, { type: 'ended', nowMs: 5 });
    expect(state.phase).toEqual({ is: 'buffering', sinceMs: 5 });
  });

  it('ignores what a source that was put away still tells', () => {
    expect(after(playing, { type: 'ended', nowMs: 0 }, tick(1)).state).toEqual(detachedPlayer);
  });
});

describe('sound that the browser refuses', () => {
  it('leaves the picture playing, muted, with a word about it', () => {
    const { state, done } = after(attach, { type: 'play-refused', muted: false }, playing);
    expect(state.sound).toBe('blocked');
    expect(done.at(-1)).toEqual({ do: 'play-muted' });
  });

  it('comes back with one press', () => {
    const { state, done } = after(attach, { type: 'play-refused', muted: false }, playing, {
      ...{ type: 'viewer-sound', sound: 'on' },
    });
    expect(state.sound).toBe('on');
    expect(done.at(-1)).toEqual({ do: 'set-muted', muted: false });
  });

  it('becomes a button to press when even a silent picture is refused', () => {
    const { state } = after(
      attach,
      { type: 'play-refused', muted: false },
      { type: 'play-refused', muted: true },
    );
    expect(state.phase).toEqual({ is: 'paused', by: 'browser' });
  });
});

describe('a pause', () => {
  it('by the viewer lets them stay behind', () => {
    const { state, done } = after(
      ...[attach, playing, { type: 'paused', hidden: false } as const, playing],
      tick(60_000, { behindS: 40, targetS: 0.9, gainS: 39 }),
    );
    expect(state.follows).toBe('behind');
    expect(done).toEqual([{ do: 'build', afterMs: 0 }]);
  });

  it('by the browser, while nobody could see the page, ends when somebody can', () => {
    const { done } = after(attach, playing, { type: 'paused', hidden: true }, { type: 'shown' });
    expect(done.at(-1)).toEqual({ do: 'play' });
  });

  it('that was short makes a live viewer again', () => {
    const { state } = after(
      ...[attach, playing, { type: 'paused', hidden: false } as const, playing],
      tick(3_000, { behindS: 4, targetS: 0.9, gainS: 3 }),
    );
    expect(state.follows).toBe('live');
  });

  it('is over when the viewer asks for live', () => {
    const { state, done } = after(
      attach,
      playing,
      { type: 'paused', hidden: false },
      {
        ...{ type: 'viewer-go-live', nowMs: 9 },
      },
    );
    expect(state.follows).toBe('live');
    expect(done.at(-1)).toEqual({ do: 'seek-live' });
  });
});

describe('a moment of before', () => {
  const seek: Signal = { type: 'viewer-seek', nowMs: 1_000 };
  const behind = (behindS: number): EdgeDistance => ({ behindS, targetS: 0.9, gainS: behindS - 0.9 });

  it('is stayed at, however near it is, and also after a pause', () => {
    const stayed = after(attach, playing, seek, tick(2_000, behind(5)), tick(9_000, behind(5)));
    expect([stayed.state.follows, stayed.done.length]).toEqual(['place', 1]);
    const paused = after(
      attach,
      playing,
      seek,
      { type: 'paused', hidden: false },
      playing,
      tick(9, behind(5)),
    );
    expect(paused.state.follows).toBe('place');
  });

  it('is live again where the viewer has come as near as live viewers are', () => {
    expect(after(attach, playing, seek, tick(2_000, behind(3))).state.follows).toBe('live');
  });

  it('that isn’t loaded is loaded in place of now, with the viewer’s sound', () => {
    const { state, done } = after(...[attach, playing, { type: 'viewer-sound', sound: 'muted' } as const], {
      type: 'load-anew',
      follows: 'place',
    });
    expect(state).toEqual({
      ...{ ...detachedPlayer, phase: { is: 'starting', anew: true } },
      ...{ sound: 'muted', follows: 'place' },
    });
    expect(done.at(-1)).toEqual({ do: 'build', afterMs: 0 });
  });

  it('is watched to the end of a programme that is over', () => {
    const waiting: Signal = { type: 'waiting', nowMs: 2_000 };
    const { state } = after(attach, playing, seek, over, waiting, playing);
    expect(state.phase.is).toBe('playing');
    expect(after(attach, playing, seek, over, { type: 'ended', nowMs: 3_000 }).state.phase.is).toBe(
      'detached',
    );
  });

  it('is not loaded anew of a programme that is over', () => {
    const { state } = after(attach, playing, over, { type: 'load-anew', follows: 'place' });
    expect(state.phase.is).toBe('playing');
  });

  it('is left when the viewer asks for live', () => {
    const { state, done } = after(attach, playing, seek, { type: 'viewer-go-live', nowMs: 9 });
    expect([state.follows, done.at(-1)?.do]).toEqual(['live', 'seek-live']);
  });
});

describe('a picture that fell behind', () => {
  it('jumps to live when it is far behind, and then gives the jump time', () => {
    const far: EdgeDistance = { behindS: 9, targetS: 0.9, gainS: 8 };
    const { done } = after(attach, playing, tick(10_000, far), tick(10_500, far), tick(14_000, far));
    expect(done.map((action) => action.do)).toEqual(['build', 'seek-live', 'seek-live']);
  });

  it('jumps for a smaller lag once it has lasted', () => {
    const lagging: EdgeDistance = { behindS: 4, targetS: 0.9, gainS: 3 };
    const near: EdgeDistance = { behindS: 1, targetS: 0.9, gainS: 0.1 };
    expect(after(attach, playing, tick(0, lagging), tick(2_500, lagging)).done).toHaveLength(1);
    expect(
      after(attach, playing, tick(0, lagging), tick(2_500, near), tick(3_500, lagging)).done,
    ).toHaveLength(1);
    expect(after(attach, playing, tick(0, lagging), tick(3_000, lagging)).done.at(-1)).toEqual({
      do: 'seek-live',
    });
  });
});

describe('a picture that stands still', () => {
  it('is waited for, then treated as a failure of the network', () => {
    const waiting: Signal = { type: 'waiting', nowMs: 1_000 };
    expect(after(attach, playing, waiting, tick(9_000)).state.phase.is).toBe('buffering');
    const stuck = after(attach, playing, waiting, tick(9_001));
    expect(stuck.state.phase).toEqual({ is: 'retrying', attempt: 1 });
    expect(stuck.done.at(-1)).toEqual({ do: 'resume-loading', afterMs: 500 });
  });

  it('is nothing new before the first picture came', () => {
    expect(after(attach, { type: 'waiting', nowMs: 0 }).state.phase.is).toBe('starting');
  });

  it('plays on as soon as something comes', () => {
    const failed: Signal = { type: 'failed', kind: 'network', nowMs: 0, jitter: NO_JITTER };
    expect(after(attach, playing, failed, playing).state.phase.is).toBe('playing');
  });
});

describe('a player that gave up', () => {
  const unsupported: Signal = { type: 'unsupported' };

  it('says why, and takes no more failures', () => {
    const { state } = after(attach, unsupported, { type: 'failed', kind: 'other', nowMs: 0, jitter: 0 });
    expect(state.phase).toEqual({ is: 'unplayable', why: 'unsupported' });
  });

  it('tries again for the next stream', () => {
    expect(after(attach, unsupported, attach).state.phase.is).toBe('starting');
  });
});
