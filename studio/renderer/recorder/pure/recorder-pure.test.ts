import { describe, expect, it } from 'vitest';
import { HEADER_MAX_BYTES } from '../../../preload/bytes-frame.ts';
import { CHAPTERS_MAX } from '../../../preload/pure/recording-parts.ts';
import type { DiskRoom } from '../../../preload/pure/recording-parts.ts';
import { encodingOf } from './encoding.ts';
import { texts } from '../texts.ts';
import { leftText, minutesText, sizeText } from './figures.ts';
import { readChapters, readTime } from './form-times.ts';
import {
  type OutboxEntry,
  emptyOutbox,
  nextParcel,
  withEntry,
  withoutChunks,
  withoutParcel,
} from './outbox.ts';
import { type RecorderEvent, type RecorderState, nextState } from './recorder-state.ts';

const room: DiskRoom = { level: 'enough', freeBytes: 9e9 };

describe('the recorder', () => {
  const after = (...events: RecorderEvent[]) => events.reduce<RecorderState>(nextState, { is: 'idle' });
  const start = { is: 'start', nowMs: 5 } as const;
  const begun = { is: 'begun', recordingId: 'r', room } as const;

  it('records once the shell has begun, since it was asked to', () => {
    expect(after(start, begun)).toEqual({
      ...{ is: 'recording', sinceMs: 5, recordingId: 'r', sizeBytes: 0, room },
      ...{ trouble: { is: 'none' }, lost: [] },
    });
  });

  it('is not started twice', () => {
    expect(after(start, begun, { is: 'start', nowMs: 99 })).toMatchObject({ sinceMs: 5 });
  });

  it('saves before it has stopped, and keeps the reason', () => {
    expect(after(start, begun, { is: 'stop', why: 'disk-full' })).toMatchObject({ is: 'saving' });
    expect(after(start, begun, { is: 'stop', why: 'disk-full' }, { is: 'saved' })).toEqual({
      ...{ is: 'stopped', why: 'disk-full', recordingId: 'r' },
    });
  });

  it('stopped before the shell answered still ends as that recording', () => {
    expect(after(start, { is: 'stop', why: 'asked' }, begun, { is: 'saved' })).toMatchObject({
      is: 'stopped',
      recordingId: 'r',
    });
  });

  it('takes a refusal at any time while it runs, and no other', () => {
    const refused = { is: 'refused', text: 'No.' } as const;
    expect(after(start, refused)).toEqual({ is: 'failed', text: 'No.' });
    expect(after(start, begun, { is: 'stop', why: 'asked' }, refused)).toMatchObject({ is: 'failed' });
    expect(after(refused)).toEqual({ is: 'idle' });
    expect(after(start, refused, start)).toMatchObject({ is: 'starting' });
  });

  it('names each lost source once, until it is found again', () => {
    const lost = { is: 'lost', source: 'camera' } as const;
    expect(after(start, lost, begun, lost)).toMatchObject({ lost: ['camera'] });
    expect(after(start, lost, begun, { is: 'found', source: 'camera' })).toMatchObject({ lost: [] });
  });
});

describe('what waits for the shell', () => {
  const chunk = (trackId: string, ...bytes: number[]): OutboxEntry => ({
    ...{ is: 'chunk', trackId, bytes: new Uint8Array(bytes) },
  });
  const begin: OutboxEntry = { is: 'begin', classTitle: '', startedAtMs: 0 };
  const finish: OutboxEntry = { is: 'finish', endedAtMs: 9 };
  const holding = (...entries: OutboxEntry[]) => entries.reduce(withEntry, emptyOutbox);

  it('goes in order, and the chunks of a track together', () => {
    let outbox = holding(begin, chunk('a-1', 1, 2), chunk('b-1', 9), chunk('a-1', 3), finish);
    const gone = [];
    for (let parcel = nextParcel(outbox, 100); parcel; parcel = nextParcel(outbox, 100)) {
      gone.push(parcel.is === 'chunks' ? [parcel.trackId, parcel.offsetBytes, ...parcel.bytes] : parcel.is);
      outbox = withoutParcel(outbox, parcel);
    }
    expect(gone).toEqual(['begin', ['a-1', 0, 1, 2, 3], ['b-1', 0, 9], 'finish']);
    expect(outbox.heldBytes).toBe(0);
  });

  it('is cut to what one request takes, with each piece at its place', () => {
    let outbox = holding(chunk('a-1', 1, 2, 3), chunk('a-1', 4, 5));
    const pieces = [];
    for (let parcel = nextParcel(outbox, 2); parcel; parcel = nextParcel(outbox, 2)) {
      if (parcel.is === 'chunks') pieces.push([parcel.offsetBytes, ...parcel.bytes]);
      outbox = withoutParcel(outbox, parcel);
    }
    expect(pieces).toEqual([
      [0, 1, 2],
      [2, 3, 4],
      [4, 5],
    ]);
  });

  it('never lets a chunk overtake the end of its track', () => {
    const outbox = holding(chunk('a-1', 1), { is: 'close', trackId: 'a-1', endedAtMs: 1 }, chunk('b-1', 2));
    expect(nextParcel(outbox, 100)).toMatchObject({ bytes: new Uint8Array([1]) });
  });

  it('on a full disk is only what ends the recording', () => {
    const outbox = withoutChunks(holding(chunk('a-1', 1), finish));
    expect(outbox).toMatchObject({ entries: [finish], heldBytes: 0 });
  });
});

describe('how a source is recorded', () => {
  const all = () => true;

  it.each([
    ['programme', all, 'video/x-matroska;codecs=avc1,opus'],
    ['screen', all, 'video/x-matroska;codecs=avc1'],
    ['microphone', all, 'audio/webm;codecs=opus'],
    ['programme', (type: string) => type.startsWith('video/webm'), 'video/webm;codecs=vp8,opus'],
  ] as const)('%s', (source, isSupported, mimeType) => {
    expect(encodingOf(source, 1280 * 720, isSupported)?.mimeType).toBe(mimeType);
  });

  it('is with more bits for more pixels, and not at all where the browser can’t', () => {
    const bps = (pixels: number) => encodingOf('programme', pixels, all)?.videoBitsPerSecond ?? 0;
    expect(bps(1280 * 720)).toBe(4_000_000);
    expect(bps(1920 * 1080)).toBeGreaterThan(6_000_000);
    expect(bps(160 * 90)).toBe(2_000_000);
    expect(encodingOf('camera', 1, () => false)).toBeUndefined();
  });
});

describe('what people write', () => {
  it.each([
    ['90', 90_000],
    [' 12:30 ', 750_000],
    ['1:02:03,5', 3_723_500],
    ['1:2:3:4', undefined],
    ['soon', undefined],
    ['-3', undefined],
  ])('%j is a moment', (text, ms) => {
    expect(readTime(text)).toBe(ms);
  });

  it('as chapters is one a line', () => {
    expect(readChapters('0:00 Start\n\n 12:30  Slits, and light ')).toEqual({
      ok: true,
      chapters: [
        { atMs: 0, title: 'Start' },
        { atMs: 750_000, title: 'Slits, and light' },
      ],
    });
    expect(readChapters('0:00 Start\nThen more')).toEqual({
      ...{ ok: false, is: 'no-moment', line: 'Then more' },
    });
    expect(readChapters('')).toEqual({ ok: true, chapters: [] });
  });
});

describe('chapters', () => {
  it('fit into one request, as many and as long as they may be', () => {
    const written = Array.from({ length: CHAPTERS_MAX }, () => `99:59:59 ${'光'.repeat(300)}`);
    const read = readChapters(written.join('\n'));
    const chapters = read.ok ? read.chapters : [];
    expect(chapters).toHaveLength(CHAPTERS_MAX);
    const sent = new TextEncoder().encode(JSON.stringify(chapters)).byteLength;
    expect(sent).toBeLessThan(HEADER_MAX_BYTES - 1024);
  });

  it('that are too many are refused', () => {
    const written = '0:01 One\n'.repeat(CHAPTERS_MAX + 1);
    expect(readChapters(written)).toEqual({ ok: false, is: 'too-many' });
  });
});

describe('figures', () => {
  it('are short', () => {
    expect([812_400, 43_210_000, 2_340_000_000].map((bytes) => sizeText(bytes, 'en'))).toEqual([
      '812 kB',
      '43 MB',
      '2.3 GB',
    ]);
    expect(sizeText(2_340_000_000, 'de')).toBe('2,3 GB');
    const { line, exports } = texts;
    expect([119_000, 60 * 60_000, 300 * 60_000].map((ms) => minutesText(ms, line))).toEqual([
      '1 minute',
      '60 minutes',
      '5 hours',
    ]);
    expect([1, 240_001].map((ms) => leftText(ms, exports))).toEqual(['1 s left', '5 min left']);
  });
});
