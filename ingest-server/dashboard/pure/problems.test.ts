import type { Overview, OverviewClass } from '@rostrum/protocol/http';
import { describe, expect, it } from 'vitest';
import { orderClasses } from './order-classes.ts';
import { problemsOfClass, problemsOfServer, worstTone } from './problems.ts';
import { readingsOf, sinceWords } from './readings.ts';

const ingest: NonNullable<OverviewClass['ingest']> = {
  ...{ videoBps: 2_400_000, audioBps: 41_000, lossPct: 0.1, jitterMs: 2, roundTripMs: 12 },
  ...{ framesPerSecond: 29.8, codec: 'H264', protocol: 'udp' },
  lately: {
    ...{ seconds: 600, lossPct: 2.4, jitterMs: 9, roundTripMs: 80, framesPerSecond: 21 },
    ...{ nacks: 14, plis: 3, firs: 0 },
  },
};
const broadcast: NonNullable<OverviewClass['broadcast']> = {
  ...{ status: 'running', restarts: 0, framesPerSecond: 30, lastPartAgeMs: 310 },
  rungs: [
    { name: 'v540', kind: 'video', width: 960, height: 540, bitrateBps: 1_400_000 },
    { name: 'av1-540', kind: 'video', codec: 'AV1', width: 960, height: 540, bitrateBps: 903_000 },
    { name: 'a96', kind: 'audio', bitrateBps: 96_000 },
  ],
};

function oneClass(title: string, facts: Partial<OverviewClass> = {}): OverviewClass {
  return {
    ...{ classId: title as OverviewClass['classId'], code: title, classTitle: title, courseTitle: 'Physics' },
    ...{ here: 0, stream: 'live', since: 0, ingest, broadcast },
    ...facts,
  };
}

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

describe('the order of classes', () => {
  it('has what is wrong first, then what is on air, and does not jump about', () => {
    const classes = [
      oneClass('Idle', { stream: 'idle' }),
      oneClass('Well B'),
      oneClass('Stopped', { stream: 'stopped' }),
      oneClass('Failed', { broadcast: { ...broadcast, status: 'failed' } }),
      oneClass('Well A'),
      oneClass('Lossy', { ingest: { ...ingest, lossPct: 9 } }),
    ];
    expect(orderClasses(classes).map(({ classTitle }) => classTitle)).toEqual([
      ...['Failed', 'Lossy', 'Well A', 'Well B', 'Stopped', 'Idle'],
    ]);
  });
});

describe('the figures of a class', () => {
  it('follow the programme’s way, from the studio to the last part', () => {
    expect(readingsOf(oneClass('A')).map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Picture in: 2.4 Mbit/s',
      'Sound in: 41 kbit/s',
      'Loss: 0.1 %',
      'Round trip: 12 ms',
      'Jitter: 2 ms',
      'Comes in as: H.264 · UDP · 30 fps',
      'Worst in 10 min: 2.4 % lost · 80 ms · 21 fps',
      'Broadcast: Running',
      'Frames a second: 30',
      'Part age: 310 ms',
      'Restarts: 0',
      'Renditions: 540p 1.4 Mbit/s · 540p AV1 903 kbit/s · audio 96 kbit/s',
    ]);
  });

  it('show a dash for what is not known, and nothing for what is not there', () => {
    const { roundTripMs: _, ...unmeasured } = ingest;
    const readings = readingsOf({ ...oneClass('A'), ingest: unmeasured });
    expect(readings.find(({ label }) => label === 'Round trip')?.value).toBe('–');
    const justBegun = { ...ingest, lately: { ...ingest.lately, seconds: 0 } };
    const early = readingsOf({ ...oneClass('A'), ingest: justBegun });
    expect(early.find(({ label }) => label === 'Worst in 10 min')?.value).toBe('–');
    const { ingest: _ingest, broadcast: _broadcast, ...idle } = oneClass('A', { stream: 'idle' });
    expect(readingsOf(idle)).toEqual([]);
  });

  it('tell how long a class has been as it is, by the server’s clock', () => {
    expect(sinceWords(oneClass('A'), 42 * 60_000)).toBe('for 42 min');
    expect(sinceWords(oneClass('A', { stream: 'stopped' }), 42 * 60_000)).toBe('42 min ago');
    expect(sinceWords(oneClass('A', { stream: 'idle' }), 42 * 60_000)).toBeUndefined();
  });
});
