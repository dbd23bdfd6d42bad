import { type Box, findBox } from './boxes.ts';

/** What an init segment (ftyp + moov) says of its one track, and what whoever made it knows besides. */
export type TrackInfo =
  | {
      kind: 'video';
      timescale: number;
      codec: string;
      width: number;
      height: number;
      /** The most of it that there are; no init segment says so. */
      framesPerSecond?: number;
    }
  | { kind: 'audio'; timescale: number; codec: string; channels?: number };

export function readInitSegment(bytes: Buffer): TrackInfo {
  const mdhd = need(bytes, 'moov', 'trak', 'mdia', 'mdhd');
  const timescale = bytes.readUInt32BE(mdhd.body + (bytes[mdhd.body] === 1 ? 20 : 12));
  const stsd = need(bytes, 'moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd');
  const entryAt = stsd.body + 8;
  const entryType = bytes.toString('latin1', entryAt + 4, entryAt + 8);
  const entryEnd = entryAt + bytes.readUInt32BE(entryAt);
  switch (entryType) {
    case 'avc1': {
      const avcC = inside(bytes, entryAt + 86, entryEnd, 'avcC');
      const profile = bytes.toString('hex', avcC.body + 1, avcC.body + 4).toUpperCase();
      const width = bytes.readUInt16BE(entryAt + 32);
      const height = bytes.readUInt16BE(entryAt + 34);
      return { kind: 'video', timescale, codec: `avc1.${profile}`, width, height };
    }
    case 'av01': {
      const av1C = inside(bytes, entryAt + 86, entryEnd, 'av1C');
      const width = bytes.readUInt16BE(entryAt + 32);
      const height = bytes.readUInt16BE(entryAt + 34);
      return { kind: 'video', timescale, codec: av1Codec(bytes, av1C.body), width, height };
    }
    case 'mp4a': {
      const { objectType, channels } = audioConfiguration(bytes, entryAt + 36, entryEnd);
      const told = channels === undefined ? {} : { channels };
      return { kind: 'audio', timescale, codec: `mp4a.40.${objectType}`, ...told };
    }
    default:
      throw new Error(`no CODECS string is known for a track of '${entryType}'`);
  }
}

/** `av01.P.LLT.DD`, as the AV1 binding to ISO BMFF (section 5) spells it out of the configuration record. */
function av1Codec(bytes: Buffer, at: number): string {
  const [profileAndLevel = 0, flags = 0] = bytes.subarray(at + 1, at + 3);
  const profile = profileAndLevel >> 5;
  const level = String(profileAndLevel & 0x1f).padStart(2, '0');
  const tier = flags & 0x80 ? 'H' : 'M';
  const [highBitdepth, twelveBit] = [(flags & 0x40) !== 0, (flags & 0x20) !== 0];
  const bitDepth = highBitdepth ? (profile === 2 && twelveBit ? '12' : '10') : '08';
  return `av01.${profile}.${level}${tier}.${bitDepth}`;
}

interface AudioConfiguration {
  objectType: number;
  /** Undefined where the configuration spells its speakers out, one by one. */
  channels: number | undefined;
}

/** By the number that stands for them (ISO 14496-3, 1.6.3.5). */
const CHANNELS = [undefined, 1, 2, 3, 4, 5, 6, 8];
const RATE_SPELLED_OUT = 15;

// The decoder's own configuration, inside nested descriptors: five bits of object type, four of sample rate, four of
// channels. The sample entry has a number of channels too, but encoders write two there whatever it is.
function audioConfiguration(bytes: Buffer, from: number, to: number): AudioConfiguration {
  const esds = inside(bytes, from, to, 'esds');
  const DECODER_SPECIFIC = 0x05;
  for (let at = esds.body + 4; at < esds.end - 2;) {
    const tag = bytes[at] ?? 0;
    let sizeBytes = 1;
    while (((bytes[at + sizeBytes] ?? 0) & 0x80) !== 0) sizeBytes += 1;
    const content = at + 1 + sizeBytes;
    if (tag === DECODER_SPECIFIC) {
      const [first = 0, second = 0] = bytes.subarray(content, content + 2);
      const rate = ((first & 0x7) << 1) | (second >> 7);
      const channels = rate === RATE_SPELLED_OUT ? undefined : CHANNELS[(second >> 3) & 0xf];
      return { objectType: first >> 3, channels };
    }
    // ES_Descriptor carries 3 bytes of its own before its children, DecoderConfigDescriptor 13.
    at = content + (tag === 0x03 ? 3 : tag === 0x04 ? 13 : (bytes[content - 1] ?? 0));
  }
  throw new Error('the audio track has no decoder configuration');
}

function inside(bytes: Buffer, from: number, to: number, type: string): Box {
  const box = findBox(bytes.subarray(0, to).subarray(from), type);
  if (!box) throw new Error(`the init segment has no '${type}'`);
  return { type, start: box.start + from, body: box.body + from, end: box.end + from };
}

function need(bytes: Buffer, ...path: string[]): Box {
  const box = findBox(bytes, ...path);
  if (!box) throw new Error(`the init segment has no '${path.join('/')}'`);
  return box;
}
