import { type ChildProcess, spawn } from 'node:child_process';
import type { types } from 'mediasoup';
import { ffmpegPath } from './ffmpeg.ts';
import type { Shape } from './shape.ts';
import { type ShapingProxy, openShapingProxy } from './shaping-proxy.ts';
import { type PictureCodec, pictureParameters, soundParameters } from './worker.ts';

const SSRC = { video: 1111, audio: 2222 };
const PAYLOAD_TYPE = { video: 102, audio: 111 };
const SENDS_MAX_S = 180;

export interface SenderOptions {
  codec?: PictureCodec;
  width?: number;
  height?: number;
  framesPerSecond?: number;
  /** What is left out is announced all the same: a studio whose camera or microphone has gone quiet. */
  silent?: 'picture' | 'sound';
  /** An H.264 stream that is sent as it is, in place of a picture made here. */
  h264File?: string;
  /** What the line does to it, the same for the same seed. */
  shape?: Shape;
  seed?: number;
}

export interface Sender {
  video: types.Producer;
  audio: types.Producer;
  readonly lines: readonly ShapingProxy[];
  /** FFmpeg goes, its producers stay. */
  stop(): void;
  /** Another picture over the same way, as a browser that replaces its track. */
  restart(options: SenderOptions): void;
  close(): void;
}

/** FFmpeg can't speak DTLS, so what a studio would send comes in over plain RTP; from there on all is the same. */
export async function startSender(router: types.Router, options: SenderOptions = {}): Promise<Sender> {
  const [video, audio] = await Promise.all([
    receive(router, 'video', options),
    receive(router, 'audio', options),
  ]);
  let sender = send(options, video.output, audio.output);
  return {
    video: video.producer,
    audio: audio.producer,
    lines: [video.line, audio.line],
    stop: () => void sender.kill('SIGKILL'),
    restart(changed) {
      sender.kill('SIGKILL');
      sender = send({ ...options, ...changed }, video.output, audio.output);
    },
    close() {
      sender.kill('SIGKILL');
      for (const { line, transport } of [video, audio]) {
        line.close();
        transport.close();
      }
    },
  };
}

function send(
  options: SenderOptions,
  videoOutput: readonly string[],
  audioOutput: readonly string[],
): ChildProcess {
  if (!ffmpegPath) throw new Error('there is no FFmpeg to send with');
  const { silent, h264File } = options;
  // Should whoever started it be killed, it ends by itself.
  const live = ['-re', '-t', String(SENDS_MAX_S), '-f'];
  const picture = h264File
    ? [...live, 'h264', '-framerate', '30', '-i', h264File]
    : [...live, 'lavfi', '-i', pictureOf(options)];
  const codec = h264File ? ['-c:v', 'copy'] : encoderOf(options);
  return spawn(
    ffmpegPath,
    [
      ...['-v', 'fatal', '-nostdin', ...picture, ...live, 'lavfi', '-i', sound],
      ...(silent === 'picture' ? [] : ['-map', '0:v', ...codec, ...videoOutput]),
      ...(silent === 'sound'
        ? []
        : ['-map', '1:a', '-ac', '2', '-c:a', 'libopus', '-b:a', '64k', ...audioOutput]),
    ],
    // Its session description, which it prints to stdout, is known already.
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

// The right half is white for a tenth of every second, black else; the tone sounds while it is white.
function pictureOf({ width = 960, height = 540, framesPerSecond = 30 }: SenderOptions): string {
  const half = 'x=iw/2:y=0:w=iw/2:h=ih:t=fill';
  // In whole frames, however few there are.
  const white = `lt(mod(t,1),${Math.max(0.1, 1 / framesPerSecond)})`;
  return (
    `testsrc2=s=${width}x${height}:r=${framesPerSecond},` +
    `drawbox=${half}:color=black,drawbox=${half}:color=white:enable='${white}'`
  );
}

// To the sample: `enable` would switch it a whole frame of samples at a time.
const sound = "aevalsrc='0.2*sin(2*PI*1000*t)*lt(mod(t,1),0.1)':s=48000";

// A key frame twice a second, since nobody can ask this sender for one.
function encoderOf({ codec = 'H264', framesPerSecond = 30 }: SenderOptions): string[] {
  const usual = [
    '-pix_fmt',
    'yuv420p',
    '-g',
    String(Math.max(1, Math.round(framesPerSecond / 2))),
    '-b:v',
    '1000k',
  ];
  const realtime = ['-deadline', 'realtime', '-cpu-used', '8', '-lag-in-frames', '0'];
  switch (codec) {
    case 'H264':
      return [
        ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-profile:v', 'baseline'],
        ...usual,
      ];
    case 'VP8':
      return ['-c:v', 'libvpx', ...realtime, ...usual];
    case 'VP9':
      return ['-c:v', 'libvpx-vp9', ...realtime, ...usual, '-strict', 'experimental'];
  }
}

interface Receiving {
  producer: types.Producer;
  transport: types.PlainTransport;
  line: ShapingProxy;
  output: string[];
}

async function receive(
  router: types.Router,
  kind: 'audio' | 'video',
  { codec, shape = {}, seed }: SenderOptions,
): Promise<Receiving> {
  const transport = await router.createPlainTransport({
    listenInfo: { protocol: 'udp', ip: '127.0.0.1' },
    rtcpMux: false,
    comedia: true,
  });
  const rtpParameters = kind === 'video' ? pictureParameters(SSRC.video, codec) : soundParameters(SSRC.audio);
  const producer = await transport.produce({ kind, rtpParameters });
  const target = { rtpPort: transport.tuple.localPort, rtcpPort: transport.rtcpTuple?.localPort ?? 0 };
  const line = await openShapingProxy(target, shape, seed);
  const ports = `127.0.0.1:${line.rtpPort}?rtcpport=${line.rtcpPort}`;
  const identity = ['-payload_type', String(PAYLOAD_TYPE[kind]), '-ssrc', String(SSRC[kind])];
  const output = ['-f', 'rtp', ...identity, `rtp://${ports}&pkt_size=1200`];
  return { producer, transport, line, output };
}
