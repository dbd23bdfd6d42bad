// The words of WebRTC signalling between a page and the SFU, carried as questions over the gateway.
// mediasoup's own objects (RTP and DTLS parameters) pass through unread: mediasoup checks them itself,
// field by field, and a second description here would only drift from it.
import * as v from 'valibot';
import { breakoutIdSchema, personIdSchema } from '../room/index.ts';

const opaqueObject = v.record(v.string(), v.unknown());

/**
 * What a producer carries. The programme is the composed picture and mix that the audience gets; a rehearsal is the same
 * and reaches nobody: it tells a studio how well it would get through. The stage's sound is the mix without the guests,
 * so that nobody on the stage hears themself; camera, microphone and screen are a guest's own.
 */
export const mediaSourceSchema = v.picklist([
  'programme',
  'rehearsal',
  'stage-sound',
  'camera',
  'microphone',
  'screen',
]);
export const mediaKindSchema = v.picklist(['audio', 'video']);

const dimension = v.pipe(v.number(), v.integer(), v.minValue(16), v.maxValue(4096));
export const pictureSchema = v.object({
  width: dimension,
  height: dimension,
  framesPerSecond: v.pipe(v.number(), v.minValue(1), v.maxValue(60)),
});

export const mediaQuestionSchema = v.variant('type', [
  v.object({ type: v.literal('media.capabilities') }),
  v.object({ type: v.literal('media.transport.create'), direction: v.picklist(['send', 'receive']) }),
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
    /** Whether it is on: what its person has turned off must not be heard for a moment first. */
    on: v.optional(v.boolean()),
    /** What is composed, for a picture: the ladder begins there. RTP itself does not say it. */
    picture: v.optional(pictureSchema),
  }),
  /** Answered only when the server has closed it, or has given the class to another: how a studio learns of either. */
  v.object({ type: v.literal('media.transport.watch'), transportId: v.string() }),
  v.object({
    type: v.literal('media.transport.close'),
    transportId: v.string(),
    /** `goes-on`: this way is closed to be replaced by a better one. */
    programme: v.optional(v.picklist(['ended', 'goes-on']), 'ended'),
  }),
  /** Answered when what there is on the stage is another than at that version, at once where none is named. */
  v.object({ type: v.literal('media.stage.watch'), after: v.optional(v.number()) }),
  v.object({
    type: v.literal('media.consume'),
    transportId: v.string(),
    producerId: v.string(),
    rtpCapabilities: opaqueObject,
  }),
  /** Whether it is wanted now, and how large a picture at most; nothing flows before that. */
  v.object({
    type: v.literal('media.consumer.set'),
    consumerId: v.string(),
    on: v.boolean(),
    spatialLayer: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4))),
  }),
  v.object({ type: v.literal('media.producer.set'), producerId: v.string(), on: v.boolean() }),
  v.object({ type: v.literal('media.producer.close'), producerId: v.string() }),
  v.object({ type: v.literal('media.transport.restart'), transportId: v.string() }),
  /** The lecture is over, over whatever way it came, also while nothing comes: then nobody has a transport to close. */
  v.object({ type: v.literal('media.programme.end') }),
]);

/** `failed`: the server's own trouble. `lost`: nothing comes over it any more. `replaced`: another's programme goes out. */
export const transportOverSchema = v.picklist(['failed', 'lost', 'replaced', 'closed']);

/** Something that is sent to the stage. */
export const stageStreamSchema = v.object({
  producerId: v.string(),
  personId: personIdSchema,
  source: mediaSourceSchema,
  kind: mediaKindSchema,
  /** It flows: its person is on the stage or in a room, has it on, and staff have not turned it off. */
  isLive: v.boolean(),
  /** It goes to this breakout room alone; missing on the stage. */
  breakoutId: v.optional(breakoutIdSchema),
});

export const mediaAnswerSchemas = {
  'media.capabilities': v.object({ rtpCapabilities: opaqueObject }),
  'media.transport.create': v.object({
    transportId: v.string(),
    iceParameters: opaqueObject,
    iceCandidates: v.array(opaqueObject),
    dtlsParameters: opaqueObject,
    /** Relays, for a network that lets nothing else through. */
    iceServers: v.optional(
      v.array(v.object({ urls: v.array(v.string()), username: v.string(), credential: v.string() })),
    ),
  }),
  'media.transport.connect': v.object({}),
  'media.produce': v.object({ producerId: v.string() }),
  'media.transport.watch': v.object({ over: transportOverSchema }),
  'media.transport.close': v.object({}),
  'media.stage.watch': v.object({
    version: v.number(),
    streams: v.array(stageStreamSchema),
    /** Who speaks, where anybody does. */
    speaker: v.optional(personIdSchema),
  }),
  'media.consume': v.object({
    consumerId: v.string(),
    kind: mediaKindSchema,
    rtpParameters: opaqueObject,
  }),
  'media.consumer.set': v.object({}),
  'media.producer.set': v.object({}),
  'media.producer.close': v.object({}),
  'media.transport.restart': v.object({ iceParameters: opaqueObject }),
  'media.programme.end': v.object({}),
} as const;

export type MediaSource = v.InferOutput<typeof mediaSourceSchema>;
export type StageStream = v.InferOutput<typeof stageStreamSchema>;
export type Picture = v.InferOutput<typeof pictureSchema>;
export type MediaKind = v.InferOutput<typeof mediaKindSchema>;
export type TransportOver = v.InferOutput<typeof transportOverSchema>;
export type MediaQuestion = v.InferOutput<typeof mediaQuestionSchema>;
export type MediaAnswers = { [T in MediaQuestion['type']]: v.InferOutput<(typeof mediaAnswerSchemas)[T]> };
