import { describe, expect, it } from 'vitest';
import { broadcast, ingest, oneClass } from '../../pure/test-classes.ts';
import { readingsOf } from './readings.ts';

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

  it('tell of what is known beyond that: the key frame, the transcoder’s speed, what was sent, a limit', () => {
    const readings = readingsOf(
      oneClass('A', {
        ingest: { ...ingest, keyframeAgeMs: 840 },
        broadcast: {
          ...broadcast,
          ...{ speed: 1.02, topRung: 'v540' },
          sent: { bytes: 2_410_000_000, requests: 1_000, fromMemory: 985 },
        },
      }),
    );
    const said = new Map(readings.map(({ label, value }) => [label, value]));
    expect(said.get('Key frame')).toBe('840 ms ago');
    expect(said.get('Transcoder’s speed')).toBe('1.02×');
    expect(said.get('Sent so far')).toBe('2.4 GB, 99 % from memory');
    expect(said.get('Renditions')).toMatch(/ · at most v540, by an admin’s choice$/);
  });
});
