import type { StreamId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../pure/manifest.ts';
import { clipFor, ofSameTime, wholeProgramme } from './plan.ts';

const MINUTE = 60_000;
const START = 1_000 * MINUTE;
const AHEAD = 500;

function manifest(more: Partial<Manifest> = {}): Manifest {
  return {
    ...{ version: 1, recordingId: 'r', title: '', classTitle: '', startedAtMs: START, wasRecovered: false },
    tracks: [programme(1)],
    ...more,
  };
}

function programme(part: number, durationMs = 90 * MINUTE): Manifest['tracks'][number] {
  const mimeType = 'video/x-matroska;codecs=avc1,opus';
  return { trackId: `programme-${part}`, source: 'programme', mimeType, startedAtMs: START, durationMs };
}

/** On the server's clock; minutes since ours began. */
function stream(id: string, fromMinute: number, minutes: number) {
  return {
    ...{ streamId: id as StreamId, bytes: 1, gaps: 0 },
    ...{ startedAt: START + AHEAD + fromMinute * MINUTE, durationMs: minutes * MINUTE },
  };
}

describe('the programme', () => {
  it('is whole where it lies in one file that has ended', () => {
    expect(wholeProgramme(manifest())).toMatchObject({ trackId: 'programme-1' });
    expect(wholeProgramme(manifest({ tracks: [programme(1), programme(2)] }))).toBeUndefined();
    expect(wholeProgramme(manifest({ tracks: [programme(1, 0)] }))).toBeUndefined();
    expect(wholeProgramme(manifest({ tracks: [] }))).toBeUndefined();
  });
});

describe('what is sent', () => {
  const clip = (isBroadcast: boolean, ...streams: ReturnType<typeof stream>[]) => {
    const [wanted, ...others] = streams;
    const made = clipFor(
      manifest({ isBroadcast }),
      { ...programme(1), durationMs: 90 * MINUTE },
      wanted!,
      others,
      AHEAD,
    );
    const minutes = (ms: number | undefined) => (ms === undefined ? undefined : ms / MINUTE);
    return [
      minutes(made.fromMs),
      minutes(made.toMs),
      minutes(made.startedAtMs - START - AHEAD),
      minutes(made.durationMs),
    ];
  };
  const BREATH = 2 / 60;

  it.each([
    [
      'all of what was begun by going on air, also what came before students saw it',
      true,
      [stream('a', 3, 80)],
      [undefined, undefined, 0, 90],
    ],
    [
      'of what was begun by hand, what was on air',
      false,
      [stream('a', 3, 80)],
      [3 - BREATH, 83 + BREATH, 3 - BREATH, 80 + 2 * BREATH],
    ],
    [
      'of two streams, each its own part',
      true,
      [stream('a', 0, 40), stream('b', 60, 30)],
      [undefined, 60, 0, 60],
    ],
    [
      'and the second from its beginning on',
      true,
      [stream('b', 60, 30), stream('a', 0, 40)],
      [60 - BREATH, undefined, 60 - BREATH, 30 + BREATH],
    ],
    [
      'all of it, where it is shorter than the stream',
      false,
      [stream('a', -10, 200)],
      [undefined, undefined, 0, 90],
    ],
  ])('is %s', (_, isBroadcast, streams, expected) => {
    const made = clip(isBroadcast, ...streams);
    expect(made.map((value) => value?.toFixed(3))).toEqual(
      expected.map((value) => (value === undefined ? undefined : value.toFixed(3))),
    );
  });
});

it('the server’s recordings of that time are those that share the half of the shorter one, what was noted first', () => {
  const ours = { startedAtMs: START + AHEAD, durationMs: 90 * MINUTE };
  const all = [
    stream('before', -60, 60),
    stream('little', 80, 60),
    stream('short', 50, 5),
    stream('long', 1, 89),
  ];
  const ids = (noted: string[]) => ofSameTime(all, ours, noted).map(({ streamId }) => streamId);
  expect(ids([])).toEqual(['long', 'short']);
  expect(ids(['short'])).toEqual(['short', 'long']);
});
