import type { StreamId } from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import { airView } from './air-view.ts';
import { readPageOptions } from './page-options.ts';
import { durationText } from '@rostrum/ui/duration-text';
import { bitrateText } from './bitrate-text.ts';

describe('the page’s address', () => {
  it('asks for nothing by itself', () => {
    expect(readPageOptions('')).toEqual({
      isDemo: false,
      autostart: false,
      burnClock: false,
      size: undefined,
      framesPerSecond: 30,
    });
  });

  it('can ask for the demonstration, which shows its clock', () => {
    expect(readPageOptions('?demo&autostart&width=960&height=540&fps=25')).toEqual({
      isDemo: true,
      autostart: true,
      burnClock: true,
      size: { width: 960, height: 540 },
      framesPerSecond: 25,
    });
    expect(readPageOptions('?clock').burnClock).toBe(true);
  });

  it.each(['?width=abc&height=-3&fps=', '?width=NaN&height=0&fps=0'])(
    'that is nonsense (%s) changes nothing',
    (query) => {
      const { size, ...others } = readPageOptions(query);
      expect({ ...others, size: undefined }).toEqual(readPageOptions(''));
      expect(size).toEqual({ width: 1280, height: 720 });
    },
  );

  it('gets only sizes that an encoder can take', () => {
    expect(readPageOptions('?width=961&height=100000').size).toEqual({ width: 960, height: 1080 });
  });
});

describe('figures for people', () => {
  it.each([
    [0, '0:00'],
    [7_900, '0:07'],
    [750_000, '12:30'],
    [3_723_000, '1:02:03'],
    [-5, '0:00'],
  ])('%d ms on air is %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });

  it.each([
    [420_400, 'en', '420 kbit/s'],
    [2_149_000, 'en', '2.1 Mbit/s'],
    [2_149_000, 'de', '2,1 Mbit/s'],
  ])('%d bit/s is in %s %s', (bps, locale, text) => {
    expect(bitrateText(bps, locale)).toBe(text);
  });
});

describe('the control for going on air', () => {
  const open = { is: 'open' } as const;
  const away = { is: 'waiting', attempt: 1, untilMs: 0 } as const;
  const refusal = { code: 'no-media', text: 'No worker.' } as const;
  const signedOut = { is: 'closed', refusal: { code: 'revoked', text: 'Withdrawn.' } } as const;

  it.each([
    [{ is: 'idle' }, open, { offer: 'go', words: 'ready' }],
    [{ is: 'idle' }, away, { offer: 'wait', words: 'server-away' }],
    [{ is: 'failed', refusal }, open, { offer: 'go', words: 'failed', refusal }],
    [{ is: 'connecting', attempt: 0 }, open, { offer: 'cancel', words: 'going' }],
    [{ is: 'connecting', attempt: 3 }, open, { offer: 'cancel', words: 'not-getting-through' }],
    [{ is: 'connecting', attempt: 0 }, away, { offer: 'cancel', words: 'server-away' }],
    [{ is: 'unseen' }, open, { offer: 'cancel', words: 'unseen' }],
    [{ is: 'live', since: 5 }, open, { offer: 'end', words: 'live', since: 5 }],
    [{ is: 'reconnecting', since: 5, attempt: 1 }, away, { offer: 'end', words: 'lost', since: 5 }],
    [
      { is: 'reconnecting', since: 5, attempt: 1 },
      signedOut,
      { offer: 'end', words: 'signed-out', since: 5 },
    ],
  ] as const)('with %o and %o', (publisher, gateway, view) => {
    expect(airView(publisher, gateway, { status: 'idle' })).toEqual(view);
  });

  it.each([
    [{ is: 'idle' }, open, { offer: 'take-over', words: 'encoder' }],
    [{ is: 'idle' }, away, { offer: 'wait', words: 'server-away' }],
    [{ is: 'failed', refusal }, open, { offer: 'take-over', words: 'failed', refusal }],
    [{ is: 'connecting', attempt: 0 }, open, { offer: 'cancel', words: 'going' }],
    [{ is: 'live', since: 5 }, open, { offer: 'end', words: 'live', since: 5 }],
  ] as const)('while an encoder is on air, with %o and %o', (publisher, gateway, view) => {
    const stream = { status: 'live', streamId: 's1' as StreamId, since: 1 } as const;
    expect(airView(publisher, gateway, { ...stream, source: 'encoder' })).toEqual(view);
  });

  it('takes nothing over from a studio', () => {
    const stream = { status: 'live', streamId: 's1' as StreamId, since: 1, source: 'studio' } as const;
    expect(airView({ is: 'idle' }, open, stream)).toEqual({ offer: 'go', words: 'ready' });
  });
});
