import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ffmpegPath: string = process.env.FFMPEG_PATH || 'ffmpeg';

/** As MediaRecorder writes it: live Matroska without an index or a length, H.264 and Opus. */
export function makeTrack(folder: string, seconds: number, kind: 'programme' | 'microphone'): Buffer {
  const file = join(folder, `made-${kind}.mkv`);
  const picture = [
    ...['-f', 'lavfi', '-i', `testsrc2=size=320x180:rate=30:duration=${seconds}`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '60', '-bf', '0', '-pix_fmt', 'yuv420p'],
  ];
  const sound = ['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=48000:duration=${seconds}`];
  const [from, codec] = [picture.slice(0, 4), picture.slice(4)];
  const made = kind === 'programme' ? [...from, ...sound, ...codec] : sound;
  const opus = ['-c:a', 'libopus', '-b:a', '64k', '-af', 'volume=-20dB'];
  const live = ['-f', 'matroska', '-live', '1', '-cluster_time_limit', '1000', file];
  execFileSync(ffmpegPath, ['-v', 'error', '-y', ...made, ...opus, ...live]);
  return readFileSync(file);
}

/** Decodes everything to its end; what FFmpeg complains about, and how long it lasted. */
export function play(file: string): { complaints: string; durationMs: number; codecs: string[] } {
  const played = execFileSync(
    'sh',
    ['-c', '"$0" -hide_banner -nostdin -v error -progress pipe:1 -i "$1" -f null - 2>&1', ffmpegPath, file],
    { encoding: 'utf8' },
  );
  const lines = played.split('\n').filter((line) => line !== '');
  const complaints = lines.filter((line) => !/^\w+=/.test(line)).join('\n');
  const durationMs = Number(/out_time_us=(\d+)\n(?![\s\S]*out_time_us)/.exec(played)?.[1]) / 1000;
  const said = execFileSync('sh', ['-c', '"$0" -hide_banner -i "$1" 2>&1 || true', ffmpegPath, file], {
    encoding: 'utf8',
  });
  return {
    complaints,
    durationMs,
    codecs: [...said.matchAll(/Stream #0.*?: (?:Video|Audio): (\w+)/g)].map(([, codec]) => codec ?? ''),
  };
}
