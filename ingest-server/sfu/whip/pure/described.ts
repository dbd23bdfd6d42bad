import * as v from 'valibot';

// What sdp-transform makes of an offer. It takes whatever looks like a number for one, the 0 of a=mid:0 as well.
const WORD_MAX = 1_024;
const word = v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.maxLength(WORD_MAX));
const token = (max: number) => v.pipe(word, v.regex(/^[\x21-\x7e]+$/), v.maxLength(max));
const payloadType = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(127));
const ssrc = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(0xffff_ffff));

/** A browser's offer has some dozens of each. */
const MANY = 256;
const SECTIONS_MAX = 16;
const many = <Entry extends v.GenericSchema>(entry: Entry) =>
  v.optional(v.pipe(v.array(entry), v.maxLength(MANY)), []);

const directionSchema = v.picklist(['sendrecv', 'sendonly', 'recvonly', 'inactive']);

/** What stands in a section, or for all of them above the first. */
const connection = {
  setup: v.optional(v.picklist(['actpass', 'active', 'passive'])),
  fingerprint: v.optional(
    v.object({
      type: v.pipe(word, v.toLowerCase(), v.picklist(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512'])),
      hash: v.pipe(word, v.toUpperCase(), v.regex(/^[0-9A-F]{2}(:[0-9A-F]{2}){19,63}$/)),
    }),
  ),
  iceUfrag: v.optional(token(256)),
  icePwd: v.optional(token(256)),
  direction: v.optional(directionSchema),
  extmapAllowMixed: v.optional(word),
};

const sectionSchema = v.object({
  ...connection,
  type: token(32),
  port: v.number(),
  protocol: token(64),
  payloads: v.optional(word, ''),
  // More than this no RTP header carries.
  mid: token(32),
  bundleOnly: v.optional(word),
  rtcpMux: v.optional(word),
  rtcpRsize: v.optional(word),
  rtp: many(
    v.object({
      payload: payloadType,
      codec: token(32),
      rate: v.optional(v.number(), 0),
      encoding: v.optional(v.number()),
    }),
  ),
  fmtp: many(v.object({ payload: payloadType, config: word })),
  rtcpFb: many(
    v.object({
      payload: v.union([payloadType, v.literal('*')]),
      type: word,
      subtype: v.optional(word),
    }),
  ),
  ext: many(
    v.object({
      value: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(255)),
      uri: token(256),
      'encrypt-uri': v.optional(word),
    }),
  ),
  ssrcs: many(v.object({ id: ssrc, attribute: v.optional(word), value: v.optional(word) })),
  ssrcGroups: many(v.object({ semantics: word, ssrcs: word })),
  rids: many(v.object({ id: token(32), direction: word })),
  simulcast: v.optional(
    v.object({ dir1: word, list1: word, dir2: v.optional(word), list2: v.optional(word) }),
  ),
});

export const describedSchema = v.object({
  ...connection,
  groups: many(v.object({ type: word, mids: word })),
  media: v.pipe(v.array(sectionSchema), v.minLength(1), v.maxLength(SECTIONS_MAX)),
});

export type Described = v.InferOutput<typeof describedSchema>;
export type DescribedSection = Described['media'][number];
