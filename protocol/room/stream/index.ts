import * as v from 'valibot';
import { streamIdSchema } from '../ids.ts';

const stopReasonSchema = v.picklist(['ended', 'lost', 'failed', 'restarted']);

/** What sends the programme: the studio, or an encoder that knows nothing of classes. */
const streamSourceSchema = v.picklist(['studio', 'encoder']);

/** Only the server makes these: a stream starts when students can see it. */
export const streamEvents = [
  v.object({ type: v.literal('stream.started'), streamId: streamIdSchema }),
  v.object({ type: v.literal('stream.stopped'), streamId: streamIdSchema, reason: stopReasonSchema }),
  v.object({
    type: v.literal('stream.left-out'),
    streamId: streamIdSchema,
    /** Of the renditions; none once all are there again. */
    names: v.array(v.string()),
    because: v.string(),
  }),
  v.object({
    type: v.literal('stream.recording-changed'),
    streamId: streamIdSchema,
    isRecorded: v.boolean(),
    because: v.optional(v.string()),
  }),
  v.object({
    type: v.literal('stream.source-changed'),
    streamId: streamIdSchema,
    source: streamSourceSchema,
  }),
  /** Our own picture and silence go out in place of the lecture: nothing comes, or an admin wants it so. */
  v.object({ type: v.literal('stream.slate'), streamId: streamIdSchema, on: v.boolean() }),
] as const;

export const streamStateSchema = v.variant('status', [
  v.object({ status: v.literal('idle') }),
  v.object({
    status: v.literal('live'),
    streamId: streamIdSchema,
    since: v.number(),
    leftOut: v.optional(v.array(v.string())),
    /** Why nothing is recorded just now. */
    unrecorded: v.optional(v.string()),
    /** Missing: the studio. */
    source: v.optional(streamSourceSchema),
    /**
     * From when to when our own picture last stood for the lecture: who is behind comes to either later. Without an end it
     * still does.
     */
    slate: v.optional(v.object({ since: v.number(), until: v.optional(v.number()) })),
  }),
  v.object({
    status: v.literal('stopped'),
    streamId: streamIdSchema,
    reason: stopReasonSchema,
    at: v.number(),
  }),
]);

export type Stream = v.InferOutput<typeof streamStateSchema>;
export type StreamSource = v.InferOutput<typeof streamSourceSchema>;
export type StreamEvent = v.InferOutput<(typeof streamEvents)[number]>;

export function foldStream(stream: Stream, event: StreamEvent, at: number): Stream {
  switch (event.type) {
    case 'stream.started':
      return { status: 'live', streamId: event.streamId, since: at };
    case 'stream.stopped': {
      const { streamId, reason } = event;
      const isOfThisOne = stream.status !== 'idle' && stream.streamId === streamId;
      // A late stop of an earlier stream must not take down the one that replaced it.
      if (stream.status === 'live' && !isOfThisOne) return stream;
      // One that never was live can only have failed on its way there.
      if (stream.status !== 'live' && (reason !== 'failed' || isOfThisOne)) return stream;
      return { status: 'stopped', streamId, reason, at };
    }
    case 'stream.left-out': {
      if (stream.status !== 'live' || stream.streamId !== event.streamId) return stream;
      const { leftOut: _before, ...rest } = stream;
      return event.names.length > 0 ? { ...rest, leftOut: event.names } : rest;
    }
    case 'stream.recording-changed': {
      if (stream.status !== 'live' || stream.streamId !== event.streamId) return stream;
      const { unrecorded: _before, ...rest } = stream;
      return event.isRecorded ? rest : { ...rest, unrecorded: event.because ?? '' };
    }
    case 'stream.source-changed':
      if (stream.status !== 'live' || stream.streamId !== event.streamId) return stream;
      return { ...stream, source: event.source };
    case 'stream.slate':
      if (stream.status !== 'live' || stream.streamId !== event.streamId) return stream;
      if (event.on) return { ...stream, slate: { since: at } };
      return stream.slate ? { ...stream, slate: { ...stream.slate, until: at } } : stream;
  }
}
