import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { clip } from '../lecture/clip.ts';

const run = promisify(execFile);

export const SSRC = { video: 1111, audio: 2222 } as const;
/** What the SFU's plain receivers are told to expect. */
const PAYLOAD_TYPE = { video: 102, audio: 111 } as const;

/** What a studio sends where nobody asks for anything else. */
export const programme = { width: 1280, height: 720, framesPerSecond: 30 } as const;

export interface RtpPorts {
  rtp: number;
  rtcp: number;
}

/** The lecture three times over: longer than anybody looks. */
const TIMES = 3;
export const STREAM_S = TIMES * clip.seconds;

export interface StudioEncode {
  readonly width: number;
  readonly height: number;
  readonly kbps: number;
  /** Pictures from one key frame to the next. */
  readonly keyFrameEvery: number;
}

const usual: StudioEncode = { ...programme, kbps: 3_000, keyFrameEvery: 60 };

/** The recording as a studio would encode it: H.264 with a key frame each two seconds, and Opus. */
export async function encodeAsStudio(
  ffmpegPath: string,
  recording: string,
  output: string,
  encode: StudioEncode = usual,
): Promise<void> {
  await run(ffmpegPath, [
    ...['-v', 'error', '-nostdin', '-y', '-stream_loop', String(TIMES - 1), '-i', recording],
    ...['-f', 'lavfi', '-i', 'anoisesrc=c=pink:a=0.2:r=48000,tremolo=f=4:d=0.9', '-shortest'],
    ...['-vf', `scale=${encode.width}:${encode.height}:flags=lanczos`],
    ...studioCodecs(encode),
    output,
  ]);
}

/** What a studio speaks, at its rates. */
export function studioCodecs({ kbps, keyFrameEvery }: StudioEncode): string[] {
  const peak = String(Math.round(1.25 * kbps));
  return [
    ...['-c:v', 'libx264', '-preset', 'superfast', '-tune', 'zerolatency', '-profile:v', 'baseline'],
    ...['-pix_fmt', 'yuv420p', '-b:v', `${kbps}k`, '-maxrate', `${peak}k`, '-bufsize', `${peak}k`],
    ...['-g', String(keyFrameEvery), '-ac', '2', '-c:a', 'libopus', '-b:a', '64k'],
  ];
}

/**
 * A receiver needs the parameter sets with each key frame. A transport stream has them there; other files have them at
 * their head, and FFmpeg's filter that moves them ends with the file: what is sent again and again is the former.
 */
function inlineParameters(stream: string): string[] {
  return stream.endsWith('.ts') ? [] : ['-bsf:v', 'h264_mp4toannexb'];
}

/** Sends it at the pace of the clock, encoding nothing. */
export function sendAsStudio(
  ffmpegPath: string,
  stream: string,
  ports: { video: RtpPorts; audio: RtpPorts },
): ChildProcess {
  const output = (kind: 'audio' | 'video') => [
    ...['-map', kind === 'video' ? '0:v' : '0:a', '-c', 'copy'],
    ...(kind === 'video' ? inlineParameters(stream) : []),
    ...['-f', 'rtp'],
    ...['-payload_type', String(PAYLOAD_TYPE[kind]), '-ssrc', String(SSRC[kind])],
    `rtp://127.0.0.1:${ports[kind].rtp}?rtcpport=${ports[kind].rtcp}&pkt_size=1200`,
  ];
  return spawn(
    ffmpegPath,
    [
      '-v',
      'fatal',
      '-nostdin',
      '-re',
      '-stream_loop',
      '-1',
      '-i',
      stream,
      ...output('video'),
      ...output('audio'),
    ],
    // Its session description, which it prints to stdout, is known already.
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
}
