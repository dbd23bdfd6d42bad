// The bridge's questions about sending a recording to the server, in the place of the one that the server has itself.
import { replacementFailureSchema } from '@rostrum/protocol/http';
import { refusalSchema, streamIdSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { msSchema, recordingIdSchema } from './pure/recording-parts.ts';

const nothing = v.object({});
const oneRecording = v.object({ recordingId: recordingIdSchema });
const part = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** A recording of the server's, of the same time as one of ours. */
const replaceableSchema = v.object({
  streamId: streamIdSchema,
  startedAtMs: msSchema,
  durationMs: msSchema,
  /** Segments that are missing in it. */
  gaps: v.number(),
  /** So much of ours would be sent. */
  sentMs: msSchema,
});

/** Why it is not in the server's recording's place. */
const refusedSchema = v.variant('why', [
  v.object({ why: v.literal('server'), refusal: refusalSchema }),
  /** The shell's own words. */
  v.object({ why: v.literal('shell'), text: v.string() }),
  v.object({ why: v.literal('file'), failure: replacementFailureSchema }),
  /** The server has no such recording any more. */
  v.object({ why: v.literal('gone') }),
  v.object({ why: v.literal('on-air') }),
]);

/**
 *   waiting ──► preparing ──► sending ◄──► waiting (network, server, on air)
 *                                └──all of it is there──► placing ──► done | refused
 *   any of them ──cancel──► waiting (cancelling) ──► cancelled | done        elsewhere: until its class is open here again
 */
const replacingSchema = v.variant('is', [
  v.object({
    is: v.literal('waiting'),
    /**
     * `turn`: another one is sent first. `air`: a lecture goes on, and has the network for itself. `cancelling`: it was
     * ended, and the server has not said yet whether it is in its place already.
     */
    for: v.picklist(['turn', 'air', 'network', 'server', 'cancelling']),
  }),
  v.object({ is: v.literal('preparing'), progress: part }),
  v.object({ is: v.literal('sending'), progress: part }),
  v.object({ is: v.literal('placing'), progress: part }),
  v.object({ is: v.literal('done') }),
  v.object({ is: v.literal('refused'), because: refusedSchema }),
  v.object({ is: v.literal('elsewhere') }),
  v.object({ is: v.literal('cancelled') }),
]);

export const replaceContract = {
  'recordings.replaceable': {
    body: oneRecording,
    answer: v.variant('is', [
      /** The most likely one first. */
      v.object({ is: v.literal('streams'), streams: v.array(replaceableSchema) }),
      /** Its programme lies in several files, or in none. */
      v.object({ is: v.literal('in-parts') }),
      v.object({ is: v.literal('on-air') }),
      /** It was recorded in another class than the one that is open, or none is. */
      v.object({ is: v.literal('elsewhere') }),
      v.object({ is: v.literal('away') }),
      v.object({ is: v.literal('refused'), refusal: refusalSchema }),
    ]),
  },
  'recordings.replace': {
    body: v.object({ recordingId: recordingIdSchema, streamId: streamIdSchema }),
    answer: nothing,
  },
  'recordings.replacements': {
    body: nothing,
    answer: v.object({
      replacements: v.array(
        v.object({ recordingId: v.string(), streamId: streamIdSchema, state: replacingSchema }),
      ),
    }),
  },
  /** Ends one that is under way, and forgets one that has ended; what is in its place by then stays. */
  'recordings.endReplacement': { body: oneRecording, answer: nothing },
} as const;

export type Replaceable = v.InferOutput<typeof replaceableSchema>;
export type ReplaceRefused = v.InferOutput<typeof refusedSchema>;
export type Replacing = v.InferOutput<typeof replacingSchema>;
export type RecordingReplacement = v.InferOutput<
  (typeof replaceContract)['recordings.replacements']['answer']
>['replacements'][number];
