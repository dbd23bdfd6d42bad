import type { Overview, OverviewClass } from '@rostrum/protocol/http';
import { describe, expect, it } from 'vitest';
import { problemsOfClass, problemsOfServer, worstTone } from './problems.ts';
import { broadcast, ingest, oneClass } from './test-classes.ts';

const problemTexts = (facts: Partial<OverviewClass>) =>
  problemsOfClass(oneClass('A', facts)).map(({ text }) => text);

describe('problems of a class', () => {
  it('are none when all is well, and none while it is not on air', () => {
    expect(problemTexts({})).toEqual([]);
    expect(problemTexts({ stream: 'stopped', ingest: { ...ingest, videoBps: 0, lossPct: 9 } })).toEqual([]);
  });

  it.each(['idle', 'stopped'] as const)('tell of a failed broadcast though the class is %s', (stream) => {
    expect(problemTexts({ stream, broadcast: { ...broadcast, status: 'failed' } })).toEqual([
      'The broadcast has failed: nobody sees a picture.',
    ]);
  });

  it.each<[string, Partial<OverviewClass>]>([
    ['The broadcast has failed: nobody sees a picture.', { broadcast: { ...broadcast, status: 'failed' } }],
    ['On air, but nothing comes in from the studio.', { ingest: { ...ingest, videoBps: 0, audioBps: 0 } }],
    ['The broadcast is starting again.', { broadcast: { ...broadcast, status: 'restarting' } }],
    ['The transcoder was started again once.', { broadcast: { ...broadcast, restarts: 1 } }],
    [
      'The server is too busy for all renditions: av1-540, v540 left out for now.',
      { broadcast: { ...broadcast, leftOut: ['av1-540', 'v540'] } },
    ],
    ['The studio’s line loses 6.2 % of its packets.', { ingest: { ...ingest, lossPct: 6.2 } }],
    ['The studio’s line is slow: 412 ms there and back.', { ingest: { ...ingest, roundTripMs: 412 } }],
    [
      'The studio comes in over TCP: its network lets no UDP through. Lost packets delay it more.',
      { ingest: { ...ingest, protocol: 'tcp' } },
    ],
    [
      'The studio sends only 9 frames a second.',
      {
        ingest: { ...ingest, framesPerSecond: 9.4 },
        broadcast: { ...broadcast, framesPerSecond: 9.2 },
      },
    ],
    ['Only 11 frames a second go out.', { broadcast: { ...broadcast, framesPerSecond: 11.2 } }],
    [
      'The newest part was 2.6 s old when it was finished.',
      { broadcast: { ...broadcast, lastPartAgeMs: 2600 } },
    ],
    ['Nothing is recorded just now: The disk is full.', { unrecorded: 'The disk is full.' }],
  ])('%s', (text, facts) => {
    expect(problemTexts(facts)).toEqual([text]);
  });

  it('are as bad as the worst of them', () => {
    const both = problemsOfClass(
      oneClass('A', { broadcast: { ...broadcast, status: 'failed', restarts: 5 } }),
    );
    expect(worstTone(both)).toBe('bad');
    expect(worstTone([])).toBeUndefined();
  });
});

describe('problems of the server', () => {
  const well: Overview = {
    ...{ institutionName: 'Demo', version: '0.1.0', startedAt: 0, at: 0, classes: [] },
    transcoder: { status: 'ready', version: '5.1', path: '/usr/bin/ffmpeg' },
    media: { workers: 2, ports: [4440, 4441] },
  };

  it('are none when transcoder and workers are there', () => {
    expect(problemsOfServer(well)).toEqual([]);
  });

  it('say what is missing, why, and what follows from it', () => {
    const missing: Overview = {
      ...well,
      transcoder: { status: 'missing', reason: 'Install ffmpeg.' },
      media: { workers: 0, ports: [] },
    };
    expect(problemsOfServer(missing)).toEqual([
      { tone: 'bad', text: 'No WebRTC: no instructor can go on air.' },
      { tone: 'bad', text: 'No transcoder: nobody sees a picture. Install ffmpeg.' },
    ]);
  });
});
