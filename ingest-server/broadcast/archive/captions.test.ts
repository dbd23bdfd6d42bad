import type { ClassId, Event, StreamId } from '@rostrum/protocol/room';
import { afterAll, expect, it } from 'vitest';
import { captionsDuring, keepCaptions, readCaptions } from './captions.ts';
import { extraKey } from './pure/keys.ts';
import { closeStores, openFileStore, segmentAt } from './test-support/surroundings.ts';

afterAll(closeStores);

const stream = { classId: 'c1' as ClassId, streamId: 'st1' as StreamId };
const segments = [1, 2, 3].map((msn) => segmentAt(msn));
const began = segments[0]!.wallMs;

const said = (lineId: string, text: string, from: number): Event => ({
  ...{ type: 'captions.said', lineId: lineId as never, text, language: 'de' },
  ...{ from: began + from, until: began + from + 1_500 },
});
const events = [
  said('l0', 'Gestern.', -60_000),
  said('l1', 'Guten Tag.', 500),
  said('l2', 'Wir begingen.', 3_000),
  { type: 'captions.corrected', lineId: 'l2' as never, text: 'Wir beginnen.' } as const,
].map((event, i) => ({ seq: i + 1, at: began + 4_000, event }));

it('HLS-82 captions are kept beside their recording, in its own time for people, and outlive the log', async () => {
  const { blobs } = await openFileStore();
  expect(await readCaptions(stream, blobs)).toBeUndefined();
  expect(await keepCaptions(stream, segments, events, blobs)).toBe('de');
  const whole = await blobs.get(extraKey(stream, 'captions-de.vtt'));
  expect(Buffer.from(whole ?? []).toString()).toBe(`WEBVTT

00:00:00.500 --> 00:00:02.000
Guten Tag.

00:00:03.000 --> 00:00:04.500
Wir beginnen.
`);
  expect(await readCaptions(stream, blobs)).toEqual(captionsDuring(segments, events));
  // With the log lost they stay as they are.
  expect(await keepCaptions(stream, segments, [], blobs)).toBe('de');
  expect((await readCaptions(stream, blobs))?.lines).toHaveLength(2);
});

it('a recording in which nothing was said has none', async () => {
  const { blobs } = await openFileStore();
  expect(await keepCaptions(stream, segments, events.slice(0, 1), blobs)).toBeUndefined();
  expect(await blobs.get(extraKey(stream, 'captions.json'))).toBeUndefined();
});
