// A server's way from RTP to its store, as a process of its own: SFU, broadcast, archive, files. Nobody watches.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import { LocalArchive } from '../../ingest-server/broadcast/archive/local-archive.ts';
import { createBroadcast, findFfmpeg } from '../../ingest-server/broadcast/index.ts';
import { openRecordsInMemory } from '../../ingest-server/records/index.ts';
import { createFeed } from '../../ingest-server/sfu/feed.ts';
import {
  pictureParameters,
  soundParameters,
  startWorker,
} from '../../ingest-server/sfu/test-support/worker.ts';
import { openFileBlobs } from '../../ingest-server/storage/index.ts';
import { SSRC, programme } from './studio-stream.ts';

const classId = 'c1' as ClassId;
const silent = () => undefined;
const logger = { info: silent, warn: console.error, error: console.error, debug: silent };

const folder = await mkdtemp(join(tmpdir(), 'rostrum-cost-'));
const records = await openRecordsInMemory();
const archive = await LocalArchive.open({
  ...{ database: records.database, blobs: await openFileBlobs(join(folder, 'blobs')) },
  ...{ spoolFolder: join(folder, 'spool'), logger, now: Date.now, reserveBytes: 0 },
});
const { worker, router } = await startWorker();
const broadcast = createBroadcast({
  ...{ ffmpeg: await findFfmpeg(process.env['FFMPEG_PATH']), cores: 2, logger, archive, now: Date.now },
  makeStreamId: () => 'st1' as StreamId,
  handlePlayable: () => process.send?.({ type: 'playable' }),
  handleOver: (_, __, reason) => {
    throw new Error(`the programme is over: ${reason}`);
  },
});

const [video, audio] = await Promise.all([receive('video'), receive('audio')]);
broadcast.feed(classId, {
  video: { feed: createFeed(router, video.producer), picture: programme },
  audio: { feed: createFeed(router, audio.producer) },
});
process.send?.({ type: 'ready', video: video.ports, audio: audio.ports });

async function receive(kind: 'audio' | 'video') {
  const transport = await router.createPlainTransport({
    listenInfo: { protocol: 'udp', ip: '127.0.0.1' },
    rtcpMux: false,
    comedia: true,
  });
  const rtpParameters = kind === 'video' ? pictureParameters(SSRC.video) : soundParameters(SSRC.audio);
  const producer = await transport.produce({ kind, rtpParameters });
  return { producer, ports: { rtp: transport.tuple.localPort, rtcp: transport.rtcpTuple?.localPort ?? 0 } };
}

process.once('SIGTERM', () => {
  void (async () => {
    await broadcast.close();
    worker.close();
    await archive.close();
    await records.close();
    await rm(folder, { recursive: true, force: true });
    process.exit(0);
  })();
});
