import type { MediaQuestion } from '@rostrum/protocol/media';
import type { ClassId, PersonId, Role, StreamId } from '@rostrum/protocol/room';
import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import { type Archive, createDoor, findFfmpeg } from './broadcast/index.ts';
import { ClassCaptions } from './captions/index.ts';
import { readConfig } from './config/index.ts';
import { SqlEventLog } from './log/index.ts';
import { startMedia } from './media.ts';
import { openRecordsInMemory } from './records/index.ts';
import { Rooms } from './room/index.ts';
import { findWorker } from './sfu/index.ts';

const logger = pino({ level: 'silent' });
const now = () => Date.now();
const classId = 'physics' as ClassId;
const prof = { personId: 'prof' as PersonId, name: 'Prof', role: 'instructor' as Role };

function parametersOf(mimeType: 'video/H264' | 'audio/opus', ssrc: number) {
  const codec =
    mimeType === 'video/H264'
      ? { payloadType: 102, clockRate: 90_000, parameters: { 'packetization-mode': 1 } }
      : { payloadType: 111, clockRate: 48_000, channels: 2, parameters: {} };
  return { codecs: [{ mimeType, ...codec, rtcpFeedback: [] }], encodings: [{ ssrc }] };
}

const offer = [
  ...['v=0', 'o=- 1 1 IN IP4 0.0.0.0', 's=-', 't=0 0', 'a=group:BUNDLE 0 1', 'a=setup:actpass'],
  ...[
    `a=fingerprint:sha-256 ${Array(32).fill('AB').join(':')}`,
    'a=ice-ufrag:abcd',
    'a=ice-pwd:0123456789abcdef',
  ],
  ...[
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    'a=mid:0',
    'a=rtcp-mux',
    'a=rtpmap:111 opus/48000/2',
    'a=ssrc:11 cname:x',
  ],
  ...[
    'm=video 9 UDP/TLS/RTP/SAVPF 96',
    'a=mid:1',
    'a=rtcp-mux',
    'a=rtpmap:96 H264/90000',
    'a=ssrc:12 cname:x',
    '',
  ],
].join('\r\n');

async function startSide() {
  const read = readConfig({ ...process.env, ROSTRUM_RTC_PORT: '0' });
  if (!read.ok) throw new Error(read.sentence);
  const records = await openRecordsInMemory();
  let made = 0;
  const newId = () => `id-${(made += 1)}`;
  const rooms = new Rooms({
    ...{ logger, now, newId },
    log: new SqlEventLog({ database: records.database }),
    titleOf: () => 'Physics',
    findFile: () => Promise.resolve(undefined),
  });
  const archive = {
    open: () => Promise.reject(new Error('nothing is kept here')),
    find: () => Promise.resolve(undefined),
  } as unknown as Archive;
  const captions = new ClassCaptions({
    ...{ log: new SqlEventLog({ database: records.database }), rooms, now, otherwise: undefined },
    recorded: () => Promise.resolve(undefined),
  });
  const door = createDoor({ key: Buffer.alloc(32), isPublic: () => true, now });
  const media = await startMedia({
    ...{ config: read.config, rooms, archive, captions, door, logger, now },
    newId: () => 'lecture',
  });
  return {
    ...{ media, rooms },
    async close() {
      await rooms.close();
      await media.close();
      await records.close();
    },
  };
}

describe('a class that ends', () => {
  it('ends its broadcast, for nobody need be at the studio', async (context) => {
    const read = readConfig(process.env);
    const [worker, ffmpeg] = await Promise.all([
      findWorker(read.ok ? read.config.mediasoupWorkerBin : undefined),
      findFfmpeg(read.ok ? read.config.ffmpegPath : undefined),
    ]);
    context.skip(worker.is === 'missing' || ffmpeg.is === 'missing', 'there is no worker, or no FFmpeg');
    const { media, rooms, close } = await startSide();
    context.onTestFinished(close);
    const room = await rooms.open(classId);
    await room!.join(prof);
    await room!.command(prof, 'key-start', { type: 'class.start' });
    const ask = async (question: MediaQuestion) => {
      const reply = await media.desk!.ask({ id: 's', classId, ...prof }, question);
      if (!reply.ok) throw new Error(reply.refusal.text);
      return reply.answer;
    };
    const { transportId } = await ask({ type: 'media.transport.create', direction: 'send' });
    const way = { type: 'media.produce', transportId: String(transportId), source: 'programme' } as const;
    await ask({ ...way, kind: 'video', rtpParameters: parametersOf('video/H264', 1) });
    await ask({ ...way, kind: 'audio', rtpParameters: parametersOf('audio/opus', 2) });
    expect((await media.overview(classId)).broadcast).toBeDefined();
    // As students would see it, were there a picture.
    await room!.startStream('lecture' as StreamId);

    await room!.command(prof, 'key-end-1', { type: 'class.end' });
    await vi.waitFor(() =>
      expect(room!.state.stream).toMatchObject({ status: 'stopped', streamId: 'lecture', reason: 'ended' }),
    );
    expect((await media.overview(classId)).broadcast).toBeUndefined();
  });
});

describe('a class', () => {
  it('is told whether a studio or an encoder sends its programme', async (context) => {
    const read = readConfig(process.env);
    const worker = await findWorker(read.ok ? read.config.mediasoupWorkerBin : undefined);
    const ffmpeg = await findFfmpeg(read.ok ? read.config.ffmpegPath : undefined);
    context.skip(worker.is === 'missing' || ffmpeg.is === 'missing', 'there is no worker, or no FFmpeg');
    const { media, rooms, close } = await startSide();
    context.onTestFinished(close);
    const room = (await rooms.open(classId))!;
    const encoder = { classId, ...prof, owner: 'key', stillMay: () => Promise.resolve(true) };
    const publish = async () => {
      const opened = await media.whip!.publish(encoder, offer);
      if (!opened.ok) throw new Error(opened.refusal.text);
    };
    await publish();
    // As students would see it, were there a picture.
    await room.startStream('lecture' as StreamId);
    await publish();
    await vi.waitFor(() => expect(room.state.stream).toMatchObject({ status: 'live', source: 'encoder' }));

    await room.join(prof);
    const ask = async (question: MediaQuestion) => {
      const reply = await media.desk!.ask({ id: 's', classId, ...prof }, question);
      if (!reply.ok) throw new Error(reply.refusal.text);
      return reply.answer;
    };
    const { transportId } = await ask({ type: 'media.transport.create', direction: 'send' });
    const way = { type: 'media.produce', transportId: String(transportId), source: 'programme' } as const;
    await ask({ ...way, kind: 'video', rtpParameters: parametersOf('video/H264', 1) });
    await ask({ ...way, kind: 'audio', rtpParameters: parametersOf('audio/opus', 2) });
    await vi.waitFor(() => expect(room.state.stream).toMatchObject({ status: 'live', source: 'studio' }));
  });
});
