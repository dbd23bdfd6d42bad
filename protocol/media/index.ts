// The words of WebRTC signalling between a page and the SFU, carried as questions over the gateway.
// mediasoup's own objects (RTP and DTLS parameters) pass through unread: mediasoup checks them itself,
// field by field, and a second description here would only drift from it.
import * as v from 'valibot';

const opaqueObject = v.record(v.string(), v.unknown());

/** What a producer carries. The programme is the composed picture and mix that the audience gets. */
export const mediaSourceSchema = v.picklist(['programme']);
export const mediaKindSchema = v.picklist(['audio', 'video']);

const dimension = v.pipe(v.number(), v.integer(), v.minValue(16), v.maxValue(4096));
export const pictureSchema = v.object({
  width: dimension,
  height: dimension,
  framesPerSecond: v.pipe(v.number(), v.minValue(1), v.maxValue(60)),
});

export const mediaQuestionSchema = v.variant('type', [
  v.object({ type: v.literal('media.capabilities') }),
  v.object({ type: v.literal('media.transport.create'), direction: v.picklist(['send']) }),
  v.object({
    type: v.literal('media.transport.connect'),
    transportId: v.string(),
    dtlsParameters: opaqueObject,
  }),
  v.object({
    type: v.literal('media.produce'),
    transportId: v.string(),
    kind: mediaKindSchema,
    source: mediaSourceSchema,
    rtpParameters: opaqueObject,
    /** What is composed, for a picture: the ladder begins there. RTP itself does not say it. */
    picture: v.optional(pictureSchema),
  }),
  v.object({ type: v.literal('media.transport.close'), transportId: v.string() }),
]);

export const mediaAnswerSchemas = {
  'media.capabilities': v.object({ rtpCapabilities: opaqueObject }),
  'media.transport.create': v.object({
    transportId: v.string(),
    iceParameters: opaqueObject,
    iceCandidates: v.array(opaqueObject),
    dtlsParameters: opaqueObject,
  }),
  'media.transport.connect': v.object({}),
  'media.produce': v.object({ producerId: v.string() }),
  'media.transport.close': v.object({}),
} as const;

export type MediaSource = v.InferOutput<typeof mediaSourceSchema>;
export type Picture = v.InferOutput<typeof pictureSchema>;
export type MediaKind = v.InferOutput<typeof mediaKindSchema>;
export type MediaQuestion = v.InferOutput<typeof mediaQuestionSchema>;
export type MediaAnswers = { [T in MediaQuestion['type']]: v.InferOutput<(typeof mediaAnswerSchemas)[T]> };
