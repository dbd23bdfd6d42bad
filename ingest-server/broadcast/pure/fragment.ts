import { type Box, childrenOf, findBox } from './boxes.ts';

/** What a fragment (moof + mdat) says of its one track, in the track's timescale. */
export interface FragmentInfo {
  startTicks: number;
  /** How much later than it is decoded its first sample is shown. */
  shownAfterTicks: number;
  durationTicks: number;
  samples: number;
  /** Whether a decoder can begin here. */
  independent: boolean;
}

const TFHD_BASE_DATA_OFFSET = 0x1;
const TFHD_DESCRIPTION_INDEX = 0x2;
const TFHD_DURATION = 0x8;
const TFHD_SIZE = 0x10;
const TFHD_FLAGS = 0x20;
const TRUN_DATA_OFFSET = 0x1;
const TRUN_FIRST_FLAGS = 0x4;
const TRUN_DURATION = 0x100;
const TRUN_SIZE = 0x200;
const TRUN_FLAGS = 0x400;
const TRUN_COMPOSITION = 0x800;
const SAMPLE_IS_NON_SYNC = 0x10000;

export function readFragment(bytes: Buffer): FragmentInfo {
  const traf = needTraf(bytes);
  let defaultDuration = 0;
  let defaultFlags = 0;
  let startTicks = 0;
  let shownAfterTicks: number | undefined;
  let durationTicks = 0;
  let samples = 0;
  let independent: boolean | undefined;
  for (const box of childrenOf(bytes, traf)) {
    if (box.type === 'tfhd') ({ defaultDuration, defaultFlags } = readTfhd(bytes, box));
    if (box.type === 'tfdt') startTicks = readTfdt(bytes, box);
    if (box.type !== 'trun') continue;
    const run = readTrun(bytes, box, defaultDuration, defaultFlags);
    durationTicks += run.durationTicks;
    samples += run.samples;
    shownAfterTicks ??= run.samples > 0 ? run.shownAfterTicks : undefined;
    independent ??= run.samples > 0 ? (run.firstFlags & SAMPLE_IS_NON_SYNC) === 0 : undefined;
  }
  return {
    ...{ startTicks, shownAfterTicks: shownAfterTicks ?? 0, durationTicks, samples },
    independent: independent ?? false,
  };
}

/** Moves a fragment on the time axis, in place: bytes on their way out are ours alone. */
export function moveFragment(bytes: Buffer, startTicks: number): void {
  const traf = needTraf(bytes);
  for (const box of childrenOf(bytes, traf)) {
    if (box.type !== 'tfdt') continue;
    if (bytes[box.body] !== 1) throw new Error('a fragment with a 32-bit time can not be moved');
    bytes.writeBigUInt64BE(BigInt(startTicks), box.body + 4);
  }
}

function readTfhd(bytes: Buffer, box: Box): { defaultDuration: number; defaultFlags: number } {
  const flags = bytes.readUInt32BE(box.body) & 0xffffff;
  let at = box.body + 8;
  if (flags & TFHD_BASE_DATA_OFFSET) at += 8;
  if (flags & TFHD_DESCRIPTION_INDEX) at += 4;
  const defaultDuration = flags & TFHD_DURATION ? bytes.readUInt32BE(at) : 0;
  if (flags & TFHD_DURATION) at += 4;
  if (flags & TFHD_SIZE) at += 4;
  const defaultFlags = flags & TFHD_FLAGS ? bytes.readUInt32BE(at) : 0;
  return { defaultDuration, defaultFlags };
}

// Signed: the samples that prime an AAC decoder lie before zero, and FFmpeg writes them so.
function readTfdt(bytes: Buffer, box: Box): number {
  return bytes[box.body] === 1 ? Number(bytes.readBigInt64BE(box.body + 4)) : bytes.readInt32BE(box.body + 4);
}

function readTrun(
  bytes: Buffer,
  box: Box,
  defaultDuration: number,
  defaultFlags: number,
): { durationTicks: number; samples: number; firstFlags: number; shownAfterTicks: number } {
  const flags = bytes.readUInt32BE(box.body) & 0xffffff;
  const samples = bytes.readUInt32BE(box.body + 4);
  let at = box.body + 8;
  if (flags & TRUN_DATA_OFFSET) at += 4;
  let firstFlags = defaultFlags;
  if (flags & TRUN_FIRST_FLAGS) {
    firstFlags = bytes.readUInt32BE(at);
    at += 4;
  }
  let durationTicks = 0;
  let shownAfterTicks = 0;
  for (let sample = 0; sample < samples; sample += 1) {
    durationTicks += flags & TRUN_DURATION ? bytes.readUInt32BE(at) : defaultDuration;
    if (flags & TRUN_DURATION) at += 4;
    if (flags & TRUN_SIZE) at += 4;
    if (flags & TRUN_FLAGS) {
      if (sample === 0) firstFlags = bytes.readUInt32BE(at);
      at += 4;
    }
    if (flags & TRUN_COMPOSITION) {
      if (sample === 0) shownAfterTicks = bytes.readInt32BE(at);
      at += 4;
    }
  }
  return { durationTicks, samples, firstFlags, shownAfterTicks };
}

function needTraf(bytes: Buffer): Box {
  const traf = findBox(bytes, 'moof', 'traf');
  if (!traf) throw new Error('a fragment without a traf box');
  return traf;
}
