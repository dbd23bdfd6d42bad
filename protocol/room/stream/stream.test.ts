import { describe, expect, it } from 'vitest';
import type { Event, Stream } from '../index.ts';
import { after, id } from '../test-log.ts';

const started = (n: number): Event => ({ type: 'stream.started', streamId: id(`s${n}`) });
const stopped = (n: number): Event => ({ type: 'stream.stopped', streamId: id(`s${n}`), reason: 'lost' });
const failed = (n: number): Event => ({ type: 'stream.stopped', streamId: id(`s${n}`), reason: 'failed' });
const leftOut = (n: number, ...names: string[]): Event => ({
  ...{ type: 'stream.left-out', streamId: id(`s${n}`), because: 'it came too late' },
  names,
});
const recorded = (n: number, isRecorded: boolean): Event => ({
  ...{ type: 'stream.recording-changed', streamId: id(`s${n}`), isRecorded },
  ...(isRecorded ? {} : { because: 'full' }),
});
const sentBy = (n: number, source: 'studio' | 'encoder'): Event => ({
  ...{ type: 'stream.source-changed', streamId: id(`s${n}`), source },
});
const slate = (n: number, on: boolean): Event => ({ type: 'stream.slate', streamId: id(`s${n}`), on });
const live = { status: 'live' as const, streamId: id('s1'), since: 10 };

describe('the stream', () => {
  it.each<[string, Event[], Stream]>([
    ['is idle at first', [], { status: 'idle' }],
    ['is live since it started', [started(1)], { status: 'live', streamId: id('s1'), since: 10 }],
    [
      'is replaced by a newer one',
      [started(1), started(2)],
      { status: 'live', streamId: id('s2'), since: 20 },
    ],
    [
      'stops with a reason',
      [started(1), stopped(1)],
      { status: 'stopped', streamId: id('s1'), reason: 'lost', at: 20 },
    ],
    [
      'is not stopped by the late stop of an earlier one',
      [started(1), started(2), stopped(1)],
      { status: 'live', streamId: id('s2'), since: 20 },
    ],
    ['does not stop before it started', [stopped(1)], { status: 'idle' }],
    [
      'that failed before anyone saw it has failed all the same',
      [started(1), stopped(1), failed(2)],
      { status: 'stopped', streamId: id('s2'), reason: 'failed', at: 30 },
    ],
    ['tells what is left out', [started(1), leftOut(1, 'v720')], { ...live, leftOut: ['v720'] }],
    ['tells that nothing is recorded', [started(1), recorded(1, false)], { ...live, unrecorded: 'full' }],
    [
      'tells no more of it once it is recorded again',
      [started(1), recorded(1, false), recorded(1, true)],
      live,
    ],
    ['forgets what is there again', [started(1), leftOut(1, 'v720'), leftOut(1)], live],
    ['leaves out nothing that is another’s', [started(1), leftOut(2, 'v720')], live],
    ['tells what sends it', [started(1), sentBy(1, 'encoder')], { ...live, source: 'encoder' }],
    [
      'tells that the studio sends it again',
      [started(1), sentBy(1, 'encoder'), sentBy(1, 'studio')],
      { ...live, source: 'studio' },
    ],
    ['does not know what sends another', [started(1), sentBy(2, 'encoder')], live],
    [
      'tells since when our own picture is shown',
      [started(1), slate(1, true)],
      { ...live, slate: { since: 20 } },
    ],
    [
      'remembers until when it was',
      [started(1), slate(1, true), slate(1, false)],
      { ...live, slate: { since: 20, until: 30 } },
    ],
    [
      'knows the last time of it alone',
      [started(1), slate(1, true), slate(1, false), slate(1, true)],
      { ...live, slate: { since: 40 } },
    ],
    ['has no end of what never began', [started(1), slate(1, false)], live],
    ['does not show what another does', [started(1), slate(2, true)], live],
    [
      'begins without it',
      [started(1), slate(1, true), started(2)],
      { ...live, streamId: id('s2'), since: 30 },
    ],
    [
      'that failed takes no other down',
      [started(1), failed(2)],
      { status: 'live', streamId: id('s1'), since: 10 },
    ],
  ])('%s', (_title, events, stream) => {
    expect(after(...events).stream).toEqual(stream);
  });
});
