import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerAlone } from '@rostrum/e2e/support';
import { findFfmpeg } from '../../ingest-server/broadcast/ffmpeg-binary.ts';
import { findWorker } from '../../ingest-server/sfu/worker-binary.ts';
import { encodeAsStudio } from '../cost/studio-stream.ts';
import { openLink } from '../crowd/sign-in.ts';
import { Staff } from '../crowd/staff.ts';
import { recordLecture } from '../lecture/encodes.ts';
import { Studio } from './studio.ts';

/** Of the recording's own size. A key frame twice a second: nobody can ask a recording for one. */
const SENT = { width: 960, height: 540, framesPerSecond: 30, kbps: 1_800, keyFrameEvery: 15 } as const;

export interface LectureStudio {
  close(): Promise<void>;
}

/**
 * A lecture that students see, from a studio without a page: where a student's page is measured, what composes and
 * encodes a lecture would take the processors from under it. It is drawn first, which takes half a minute.
 */
export async function openLectureStudio({ origin, links }: ServerAlone): Promise<LectureStudio> {
  const [ffmpeg, worker] = await Promise.all([
    findFfmpeg(process.env['FFMPEG_PATH']),
    findWorker(process.env['MEDIASOUP_WORKER_BIN']),
  ]);
  if (ffmpeg.is === 'missing') throw new Error(ffmpeg.reason);
  if (worker.is === 'missing') throw new Error(worker.reason);
  const { path: ffmpegPath } = ffmpeg.binary;
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-lecture-'));
  const studio = new Studio();
  let staff: Staff | undefined;
  const close = async () => {
    studio.end();
    staff?.client.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const [recording, stream] = [join(folder, 'lecture.nut'), join(folder, 'studio.ts')];
    await recordLecture(ffmpegPath, recording);
    await encodeAsStudio(ffmpegPath, recording, stream, SENT);
    const url = origin.replace('http', 'ws');
    const token = await openLink(origin, links.studio);
    const present = new Staff(url, token);
    staff = present;
    await studio.goOnAir({ url, token, ffmpegPath, workerBin: worker.path, stream, picture: SENT });
    await present.reaches(() => present.client.room.stream.status === 'live');
    return { close };
  } catch (error) {
    await close();
    throw error;
  }
}
