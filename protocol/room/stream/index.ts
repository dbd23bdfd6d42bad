import * as v from 'valibot';
import { streamIdSchema } from '../ids.ts';

const stopReasonSchema = v.picklist(['ended', 'lost', 'failed', 'restarted']);

/** Only the server makes these: a stream starts when students can see it. */
export const streamEvents = [
  v.object({ type: v.literal('stream.started'), streamId: streamIdSchema }),
  v.object({ type: v.literal('stream.stopped'), streamId: streamIdSchema, reason: stopReasonSchema }),
] as const;

export const streamStateSchema = v.variant('status', [
  v.object({ status: v.literal('idle') }),
  v.object({ status: v.literal('live'), streamId: streamIdSchema, since: v.number() }),
  v.object({
    status: v.literal('stopped'),
    streamId: streamIdSchema,
    reason: stopReasonSchema,
    at: v.number(),
  }),
]);

export type Stream = v.InferOutput<typeof streamStateSchema>;
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
  }
}
