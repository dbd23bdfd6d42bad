import { spawn } from 'node:child_process';
import type { types } from 'mediasoup';
import { ffmpegPath } from './ffmpeg.ts';
import { pictureParameters, soundParameters } from './worker.ts';

const SSRC = { video: 1111, audio: 2222 };
const PAYLOAD_TYPE = { video: 102, audio: 111 };

export interface Sender {
  video: types.Producer;
  audio: types.Producer;
  close(): void;
}

// The right half is white for a tenth of every second, black else; the tone sounds while it is white.
const half = 'x=iw/2:y=0:w=iw/2:h=ih:t=fill';
const picture = `testsrc2=s=960x540:r=30,drawbox=${half}:color=black,drawbox=${half}:color=white:enable='lt(mod(t,1),0.1)'`;
const sound = "sine=1000:r=48000,volume=0:enable='gte(mod(t,1),0.1)'";

/** FFmpeg can't speak DTLS, so what a studio would send comes in over plain RTP; from there on all is the same. */
export async function startSender(router: types.Router): Promise<Sender> {
  if (!ffmpegPath) throw new Error('there is no FFmpeg to send with');
  const [video, audio] = await Promise.all([receive(router, 'video'), receive(router, 'audio')]);
  const sender = spawn(
    ffmpegPath,
    [
      ...['-v', 'fatal', '-nostdin', '-re', '-f', 'lavfi', '-i', picture, '-re', '-f', 'lavfi', '-i', sound],
      ...[
        '-map',
        '0:v',
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        '-tune',
        'zerolatency',
        '-pix_fmt',
        'yuv420p',
      ],
      // A key frame twice a second, since nobody can ask this sender for one.
      ...['-profile:v', 'baseline', '-g', '15', '-b:v', '1000k', ...video.output],
      ...['-map', '1:a', '-ac', '2', '-c:a', 'libopus', '-b:a', '64k', ...audio.output],
    ],
    // Its session description, which it prints to stdout, is known already.
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return { video: video.producer, audio: audio.producer, close: () => void sender.kill('SIGKILL') };
}

async function receive(
  router: types.Router,
  kind: 'audio' | 'video',
): Promise<{ producer: types.Producer; output: string[] }> {
  const transport = await router.createPlainTransport({
    listenInfo: { protocol: 'udp', ip: '127.0.0.1' },
    rtcpMux: false,
    comedia: true,
  });
  const rtpParameters = kind === 'video' ? pictureParameters(SSRC.video) : soundParameters(SSRC.audio);
  const producer = await transport.produce({ kind, rtpParameters });
  const ports = `127.0.0.1:${transport.tuple.localPort}?rtcpport=${transport.rtcpTuple?.localPort}`;
  const identity = ['-payload_type', String(PAYLOAD_TYPE[kind]), '-ssrc', String(SSRC[kind])];
  return { producer, output: ['-f', 'rtp', ...identity, `rtp://${ports}&pkt_size=1200`] };
}
