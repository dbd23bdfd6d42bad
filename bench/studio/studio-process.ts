// A studio without a page, as a process of its own: what the rest of a rehearsal does must not make it stumble.
import type { ChildProcess } from 'node:child_process';
import { type Socket, createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import * as mediasoup from 'mediasoup';
import type { types } from 'mediasoup';
import { mediaCodecs } from '../../ingest-server/sfu/pure/media-codecs.ts';
import { seededRandom } from '../../ingest-server/sfu/test-support/shape.ts';
import { pictureParameters, soundParameters } from '../../ingest-server/sfu/test-support/worker.ts';
import { SSRC, sendAsStudio } from '../cost/studio-stream.ts';
import { Person } from '../crowd/person.ts';
import { isOfKeyFrame } from './pure/key-frame-packet.ts';
import { RtpJoin } from './pure/rtp-join.ts';
import type { FromStudio, ToStudio, Withheld } from './studio-messages.ts';
import { type WebRtcWay, openWay } from './webrtc-way.ts';

const AGAIN_AFTER_MS = 250;
const ADDRESS = '127.0.0.1';

const tell = (message: FromStudio) => process.send?.(message);
const random = seededRandom(1);

let sender: ChildProcess | undefined;
let withheld: Withheld = 'nothing';
let way: WebRtcWay | undefined;
const line = { isCut: false, lossPct: 0 };

function applyLine(): void {
  if (way) Object.assign(way.line, line);
}

/** Takes what FFmpeg sends, and hands it on to our own worker unless it is withheld. */
async function receive(kind: 'video' | 'audio', router: types.Router) {
  const [rtp, rtcp] = await Promise.all([listen(), listen()]);
  const transport = await router.createDirectTransport();
  const rtpParameters = kind === 'video' ? pictureParameters(SSRC.video) : soundParameters(SSRC.audio);
  const producer = await transport.produce({ kind, rtpParameters });
  const join = new RtpJoin(kind === 'video' ? 90_000 : 48_000);
  rtp.on('message', (packet) => {
    if (isWithheld(kind, packet)) return;
    const joined = join.next(packet, performance.now());
    if (joined) producer.send(joined);
  });
  return { producer, join, ports: { rtp: rtp.address().port, rtcp: rtcp.address().port } };
}

function isWithheld(kind: 'video' | 'audio', packet: Buffer): boolean {
  switch (withheld) {
    case 'nothing':
      return false;
    case 'all':
      return true;
    case 'sound':
      return kind === 'audio';
    case 'picture':
      return kind === 'video';
    case 'key-frames':
      return kind === 'video' && isOfKeyFrame(packet);
  }
}

async function listen(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, ADDRESS);
  await once(socket, 'listening');
  return socket;
}

let show: (stream: string) => void = () => undefined;

async function goOnAir(told: Extract<ToStudio, { do: 'go-on-air' }>): Promise<void> {
  const worker = await mediasoup.createWorker({ workerBin: told.workerBin, logLevel: 'error' });
  const router = await worker.createRouter({ mediaCodecs });
  const [video, audio] = await Promise.all([receive('video', router), receive('audio', router)]);
  show = (stream) => {
    sender?.kill('SIGKILL');
    for (const { join } of [video, audio]) join.begin();
    sender = sendAsStudio(told.ffmpegPath, stream, { video: video.ports, audio: audio.ports });
  };
  show(told.stream);
  const person = new Person(told.url, told.token);
  const sent = { video: video.producer, audio: audio.producer, picture: told.picture };
  for (;;) {
    await person.reaches(() => person.isIn);
    try {
      way = await openWay(person.client, router, sent, random);
      applyLine();
      tell({ is: 'on-air' });
      await way.over;
    } catch (error) {
      // The server went, or is not ready yet: it is tried again, and whoever waits for it hears why not.
      console.error(`the studio is off air: ${error instanceof Error ? error.message : String(error)}`);
    }
    way?.close();
    way = undefined;
    await wait(AGAIN_AFTER_MS);
  }
}

process.on('message', (message: ToStudio) => {
  switch (message.do) {
    case 'go-on-air':
      void goOnAir(message);
      return;
    case 'show':
      show(message.stream);
      break;
    case 'withhold':
      withheld = message.what;
      break;
    case 'cut':
      line.isCut = message.on;
      applyLine();
      break;
    case 'lose':
      line.lossPct = message.pct;
      applyLine();
      break;
  }
  tell({ is: 'done' });
});

function end(): void {
  sender?.kill('SIGKILL');
  process.exit();
}
process.on('SIGTERM', end);
process.on('disconnect', end);
