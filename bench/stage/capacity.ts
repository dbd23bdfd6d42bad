import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import * as mediasoup from 'mediasoup';
import type { types } from 'mediasoup';
import { mediaCodecs } from '../../ingest-server/sfu/pure/media-codecs.ts';

const ffmpeg = process.env['FFMPEG_PATH'] || 'ffmpeg';
const SSRC = 7_777;
const PAYLOAD_TYPE = 102;
const LOSS_MAX = 0.005;
/** Consumers begin with a key frame, and a queue needs a while to overflow. */
const SETTLE_MS = 2_500;
const WINDOW_MS = 3_000;
const COARSE = 1.3;
const FINE = 1.02;

/** One worker, a source of 720p that comes in as a browser's would, and a place that takes all that is sent and reads nothing. */
export interface Trial {
  readonly router: types.Router;
  readonly producer: types.Producer;
  /** A way to a receiver. */
  openWay(): Promise<types.PlainTransport>;
  close(): Promise<void>;
}

export async function startTrial(workerBin: string, file: string): Promise<Trial> {
  const worker = await mediasoup.createWorker({ workerBin, logLevel: 'error' });
  const router = await worker.createRouter({ mediaCodecs });
  const sink = createSocket('udp4');
  sink.bind(0, '127.0.0.1');
  await once(sink, 'listening');
  const incoming = await router.createPlainTransport({ listenIp: '127.0.0.1', comedia: true, rtcpMux: true });
  const producer = await incoming.produce({
    kind: 'video',
    rtpParameters: {
      codecs: [
        {
          ...{ mimeType: 'video/H264', payloadType: PAYLOAD_TYPE, clockRate: 90_000 },
          parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
          rtcpFeedback: [],
        },
      ],
      encodings: [{ ssrc: SSRC }],
    },
  });
  const source = send(file, incoming.tuple.localPort);
  return {
    router,
    producer,
    async openWay() {
      const way = await router.createPlainTransport({ listenIp: '127.0.0.1', rtcpMux: true });
      await way.connect({ ip: '127.0.0.1', port: sink.address().port });
      return way;
    },
    async close() {
      source.kill('SIGKILL');
      worker.close();
      sink.close();
      await wait(0);
    },
  };
}

function send(file: string, port: number): ChildProcess {
  const target = `rtp://127.0.0.1:${port}?pkt_size=1200`;
  const rtp = ['-f', 'rtp', '-payload_type', String(PAYLOAD_TYPE), '-ssrc', String(SSRC), target];
  // With its parameters before each key frame: by them mediasoup knows one.
  const loop = ['-re', '-stream_loop', '-1', '-i', file, '-c', 'copy', '-bsf:v', 'h264_mp4toannexb'];
  return spawn(ffmpeg, ['-v', 'fatal', '-nostdin', ...loop, ...rtp], { stdio: 'ignore' });
}

/** How many get all of it: more and more, in large steps and then in small ones, until more than half a percent is missing. */
export async function capacityOf(
  { producer }: Trial,
  consume: () => Promise<types.Consumer>,
  most: number,
): Promise<number> {
  const consumers: types.Consumer[] = [];
  const fits = async (count: number) => {
    while (consumers.length < count) consumers.push(await consume());
    while (consumers.length > count) consumers.pop()?.close();
    await wait(SETTLE_MS);
    return (await lossOf(producer, consumers)) <= LOSS_MAX;
  };
  let good = 0;
  let next = 100;
  while (next <= most && (await fits(next))) {
    good = next;
    next = Math.ceil(next * COARSE);
  }
  for (let finer = Math.ceil(good * FINE); finer < next && finer <= most; finer = Math.ceil(finer * FINE)) {
    if (!(await fits(finer))) break;
    good = finer;
  }
  for (const consumer of consumers) consumer.close();
  return good;
}

/** Of all that should have gone to everybody, the share that did not. */
async function lossOf(producer: types.Producer, consumers: readonly types.Consumer[]): Promise<number> {
  const counts = async () => {
    const [incoming] = await producer.getStats();
    const sent = await Promise.all(
      consumers.map(async (consumer) => (await consumer.getStats())[0]?.packetCount ?? 0),
    );
    return {
      expected: (incoming?.packetCount ?? 0) + (incoming?.packetsLost ?? 0),
      sent: sent.reduce((sum, value) => sum + value, 0),
    };
  };
  const from = await counts();
  await wait(WINDOW_MS);
  const until = await counts();
  const expected = (until.expected - from.expected) * consumers.length;
  return expected === 0 ? 1 : 1 - (until.sent - from.sent) / expected;
}
