// A server of its own, for the test of Lifeline: one programme is on air, of what whoever started us sends.
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import type { Feed } from './feed.ts';
import { createBroadcast, findFfmpeg } from './index.ts';
import { audioFormat, studioPicture, videoFormat } from './test-support/studio.ts';

let packets = 0;
const feedOf = (format: Feed['format']): Feed => ({
  format,
  receivedPackets: () => Promise.resolve((packets += 1)),
  open(ports) {
    process.send?.({ open: format.kind, ports });
    return Promise.resolve({ requestKeyFrame: () => Promise.resolve(), close: () => undefined });
  },
});
const quiet = {
  ...{ info: () => undefined, warn: () => undefined },
  ...{ error: () => undefined, debug: () => undefined },
};

const broadcast = createBroadcast({
  ffmpeg: await findFfmpeg(process.env['FFMPEG_PATH']),
  ...{ cores: 2, now: Date.now, logger: quiet },
  handlePlayable: () => process.send?.({ playable: true }),
  makeStreamId: () => 'st1' as StreamId,
  handleOver: () => undefined,
});
broadcast.feed('c1' as ClassId, {
  video: { feed: feedOf(videoFormat), picture: studioPicture },
  audio: { feed: feedOf(audioFormat) },
});
process.on('message', (message) => {
  if (message !== 'crash') return;
  process.removeAllListeners('uncaughtException');
  throw new Error('a bug');
});
