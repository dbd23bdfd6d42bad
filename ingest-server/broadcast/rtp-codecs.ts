import { execFile } from 'node:child_process';
import type { FfmpegBinary } from './ffmpeg-binary.ts';
import { freePortPairs } from './loopback-ports.ts';
import { readableCodecs, videoCodecs } from './pure/rtp-codecs.ts';
import { type RtpFormat, describeSession } from './pure/sdp.ts';

const ADDRESS = '127.0.0.1';
/** FFmpeg says what it makes of a session description only once it has waited for packets in vain. */
const WAIT_S = 0.1;
const PROBE_MAX_MS = 5_000;

/**
 * Which codecs a studio may send: those that this FFmpeg takes from RTP and decodes. Its word is asked for by a
 * session with one stream of each: builds and versions differ (AV1 over RTP came late), and no list tells.
 */
export async function findRtpCodecs({ path }: FfmpegBinary): Promise<ReadonlySet<string>> {
  const pairs = await freePortPairs(ADDRESS, videoCodecs.length);
  const receivers = pairs.map((pair, i) => ({ format: formatOf(videoCodecs[i] ?? '', i), ...pair }));
  const [session, decoders] = await Promise.all([
    ask(
      path,
      [
        ...['-hide_banner', '-protocol_whitelist', 'pipe,udp,rtp', '-listen_timeout', String(WAIT_S)],
        ...['-f', 'sdp', '-i', 'pipe:0'],
      ],
      describeSession(ADDRESS, receivers),
    ),
    ask(path, ['-hide_banner', '-decoders']),
  ]);
  return readableCodecs(session, decoders);
}

function formatOf(mimeType: string, i: number): RtpFormat {
  return { kind: 'video', mimeType, payloadType: 96 + i, clockRate: 90_000, formatParameters: {} };
}

/** All it prints. That it ends with an error is no failure: nothing was sent to it, and it has no output. */
function ask(path: string, options: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve) => {
    const child = execFile(path, options, { timeout: PROBE_MAX_MS }, (_, stdout, stderr) => {
      resolve(stdout + stderr);
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
