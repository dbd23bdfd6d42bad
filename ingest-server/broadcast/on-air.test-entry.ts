// A server of its own, for the test of Lifeline: one programme is on air, of what whoever started us sends.
import type { ClassId, StreamId } from '@rostrum/protocol/room';
import type { Feed } from './feed.ts';
import { createBroadcast, findFfmpeg } from './index.ts';
import { audioFormat, studioPicture, videoFormat } from './test-support/studio.ts';

const feedOf = (format: Feed['format']): Feed => ({
  format,
  open(ports) {
    process.send?.({ open: format.kind, ports });
    return Promise.resolve({ requestKeyFrame: () => Promise.resolve(), close: () => undefined });
  },
});
const quiet = { info: () => undefined, warn: () => undefined, debug: () => undefined };

const broadcast = createBroadcast({
  ffmpeg: await findFfmpeg(process.env['FFMPEG_PATH']),
  ...{ cores: 2, now: Date.now, logger: quiet },
  handlePlayable: () => process.send?.({ playable: true }),
  handleFailed: () => undefined,
});
broadcast.start('c1' as ClassId, 'st1' as StreamId, {
  video: { feed: feedOf(videoFormat), picture: studioPicture },
  audio: { feed: feedOf(audioFormat) },
});
process.on('message', (message) => {
  if (message !== 'crash') return;
  process.removeAllListeners('uncaughtException');
  throw new Error('a bug');
});
