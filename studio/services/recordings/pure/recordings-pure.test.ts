import { describe, expect, it } from 'vitest';
import { chaptersFile } from './chapters-file.ts';
import { bytesPerS, diskRoom, withSample } from './disk-room.ts';
import { exportArguments } from './export-arguments.ts';
import { leftMs, problemOf, progressMs, progressOf } from './ffmpeg-progress.ts';
import { ffmpegMajor } from './ffmpeg-version.ts';
import { fileTitle, freeName } from './file-title.ts';
import { evenLoudness, readLoudness } from './loudness.ts';
import {
  type Manifest,
  finished,
  manifestFromFiles,
  recordingIdOf,
  recovered,
  withTrack,
} from './manifest.ts';
import { readStreams, streamsOfMimeType } from './track-streams.ts';

const GB = 1_000_000_000;
const manifest: Manifest = {
  ...{ version: 1, recordingId: 'r', title: 'T', classTitle: 'T', startedAtMs: 1000, wasRecovered: false },
  tracks: [],
};
const track = (trackId: string, startedAtMs: number) =>
  ({ trackId, source: 'camera', mimeType: 'video/webm', startedAtMs }) as const;

describe('the disk’s room', () => {
  it.each([
    [100 * GB, undefined, { level: 'enough' }],
    [100 * GB, 600_000, { level: 'enough', lastsMs: 165_833_333 }],
    [5.4 * GB, undefined, { level: 'low' }],
    // Hours of it, and yet not a lecture.
    [10.5 * GB, 10_000_000, { level: 'low', lastsMs: 1_000_000 }],
    [0.5 * GB, 600_000, { level: 'full', lastsMs: 0 }],
  ])('with %d bytes free at %s bytes a second', (freeBytes, rate, room) => {
    expect(diskRoom(freeBytes, rate)).toEqual({ ...room, freeBytes });
  });

  it('is measured over the last minute, and not before some seconds', () => {
    const at = (atMs: number, sizeBytes: number) => ({ atMs, sizeBytes });
    expect(bytesPerS([])).toBeUndefined();
    expect(bytesPerS([at(0, 0), at(4000, 9)])).toBeUndefined();
    const samples = [at(0, 0), at(70_000, 700), at(100_000, 1000)].reduce(withSample, [at(0, 0)]);
    expect(bytesPerS(samples)).toBe(10);
  });
});

describe('a manifest', () => {
  it('names its folder by the moment, so that folders sort', () => {
    expect(recordingIdOf(Date.UTC(2026, 10, 21, 9, 5, 7), 'a1b2c3')).toBe('2026-11-21-09-05-07-a1b2c3');
  });

  it('ends every track with itself that nobody has ended', () => {
    const both = withTrack(withTrack(manifest, track('camera-1', 2000)), track('camera-2', 5000));
    expect(finished(both, 9000).tracks.map(({ durationMs }) => durationMs)).toEqual([7000, 4000]);
  });

  it('recovered ends with its last track, and names only what can be played', () => {
    const repaired = [
      { track: track('camera-1', 2000), durationMs: 4000 },
      { track: track('camera-2', 5000), durationMs: undefined },
    ];
    expect(recovered(manifest, repaired)).toMatchObject({
      ...{ endedAtMs: 6000, wasRecovered: true },
      tracks: [{ trackId: 'camera-1', durationMs: 4000 }],
    });
  });

  it('can be made up from the files alone', () => {
    const made = manifestFromFiles('r', [
      { name: 'programme-1.mkv', createdAtMs: 5 },
      { name: 'microphone-2.webm', createdAtMs: 3 },
      { name: 'Waves 2026-11-21.mp4', createdAtMs: 1 },
    ]);
    expect(made?.startedAtMs).toBe(3);
    expect(made?.tracks.map(({ trackId, mimeType }) => [trackId, mimeType])).toEqual([
      ['programme-1', 'video/x-matroska'],
      ['microphone-2', 'audio/webm'],
    ]);
    expect(manifestFromFiles('r', [{ name: 'notes.txt', createdAtMs: 1 }])).toBeUndefined();
  });
});

describe('what FFmpeg is asked for', () => {
  const work = {
    ...({ input: 'in.mkv', output: 'out', form: 'mp4', ffmpegMajor: 7, trim: undefined } as const),
    ...{ chaptersFile: undefined, soundFilter: undefined },
  };

  it('is a copy where the picture is H.264 already', () => {
    const words = exportArguments({ ...work, streams: { video: 'h264', audio: 'opus' } }).join(' ');
    expect(words).toContain('-i in.mkv -map 0:v:0 -c:v copy -map 0:a:0 -c:a aac');
  });

  it.each([
    [7, '-fps_mode vfr'],
    [4, '-vsync vfr'],
  ])('is an encode otherwise, in the words of FFmpeg %d', (major, words) => {
    const asked = exportArguments({
      ...work,
      ffmpegMajor: major,
      streams: { video: 'vp8', audio: undefined },
    });
    expect(asked.join(' ')).toContain(`-c:v libx264 -preset veryfast -crf 21 -pix_fmt yuv420p ${words}`);
    expect(asked).not.toContain('aac');
  });

  it('leaves the picture out of sound alone, and begins where it is trimmed', () => {
    const trim = { fromMs: 1500, durationMs: 2000 };
    const asked = exportArguments({ ...work, form: 'm4a', trim, streams: { video: 'h264', audio: 'opus' } });
    expect(asked.join(' ')).toContain('-ss 1.500 -t 2.000 -i in.mkv -map 0:a:0');
    expect(asked).not.toContain('0:v:0');
  });
});

describe('what FFmpeg says', () => {
  it.each([
    ['ffmpeg version 5.1.9-0+deb12u1 Copyright', 5],
    ['ffmpeg version n7.1 Copyright', 7],
    ['ffmpeg version N-47683-g0e8eb07980-static\n  libavutil      56. 24.101', 4],
    ['bash: ffmpeg: not found', undefined],
  ])('%s is version %s', (banner, major) => {
    expect(ffmpegMajor(banner)).toBe(major);
  });

  it('of a file’s streams is read in any order', () => {
    const said =
      '  Stream #0:0(eng): Audio: opus, 48000 Hz\n  Stream #0:1(eng): Video: h264 (Constrained Baseline), yuvj420p';
    expect(readStreams(said)).toEqual({ video: 'h264', audio: 'opus' });
    expect(readStreams('in.mkv: Invalid data')).toEqual({ video: undefined, audio: undefined });
  });

  it.each([
    ['video/x-matroska;codecs=avc1.42e01f,opus', { video: 'h264', audio: 'opus' }],
    ['video/webm;codecs=vp8', { video: 'vp8', audio: undefined }],
    ['audio/webm; codecs="opus"', { video: undefined, audio: 'opus' }],
    ['video/webm', undefined],
  ])('needs not be asked of a file that was recorded as %s', (mimeType, streams) => {
    expect(streamsOfMimeType(mimeType)).toEqual(streams);
  });

  it('of its progress is the last report, in microseconds whatever its name', () => {
    expect(progressMs('out_time_ms=1000000\nprogress=continue\nout_time_ms=2500000\n')).toBe(2500);
    expect(progressMs('out_time_us=N/A\n')).toBeUndefined();
  });

  it.each([
    ['av_interleaved_write_frame(): No space left on device', { is: 'disk-full' }],
    ['in.mkv: No such file or directory', { is: 'file-gone' }],
    ['in.mkv: Invalid data found when processing input', { is: 'unreadable' }],
    ['a\nEncoder libx264 not found\n', { is: 'other', line: 'Encoder libx264 not found' }],
  ])('%j is a problem', (said, problem) => {
    expect(problemOf(said)).toEqual(problem);
  });

  it('of loudness is read from among its other words; silence has none', () => {
    const figures = {
      ...{ input_i: '-27.6', input_tp: '-4.4', input_lra: '18.0', input_thresh: '-39.2' },
      target_offset: '0.5',
    };
    const measured = readLoudness(`size=N/A\n[loudnorm]\n${JSON.stringify(figures)}\n`);
    expect(measured && evenLoudness(measured)).toContain('measured_I=-27.6:measured_TP=-4.4');
    expect(readLoudness(JSON.stringify({ ...figures, input_i: '-inf' }))).toBeUndefined();
    expect(readLoudness('nothing')).toBeUndefined();
  });
});

describe('progress', () => {
  const runs = [
    { share: 0.5, durationMs: 1000 },
    { share: 1, durationMs: 1000 },
  ];

  it.each([
    [0, 500, 1 / 6],
    [1, 0, 1 / 3],
    [1, 5000, 1],
    [2, 0, 0],
  ])('of run %d at %d ms', (run, doneMs, progress) => {
    expect(progressOf(runs, run, doneMs)).toBeCloseTo(progress);
  });

  it('guesses the time left once it has a rate', () => {
    expect(leftMs(0.01, 100)).toBeUndefined();
    expect(leftMs(0.25, 1000)).toBe(3000);
  });
});

describe('chapters', () => {
  it('are cut with what is kept, and escaped', () => {
    const chapters = [
      { atMs: 5000, title: 'Two; #2' },
      { atMs: 0, title: 'One' },
      { atMs: 9000, title: 'Three' },
    ];
    expect(chaptersFile(chapters, 1000, 8000)).toBe(
      ';FFMETADATA1\n' +
        '[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=4000\ntitle=One\n' +
        '[CHAPTER]\nTIMEBASE=1/1000\nSTART=4000\nEND=7000\ntitle=Two\\; \\#2\n',
    );
    expect(chaptersFile([], 0, 1000)).toBeUndefined();
  });
});

describe('a file’s name', () => {
  it.each([
    ['Waves: light/sound', 'Waves light sound 2026-11-21'],
    ['..', 'Recording 2026-11-21'],
    ['a\u0000b\n', 'a b 2026-11-21'],
    ['Ж'.repeat(200), `${'Ж'.repeat(80)} 2026-11-21`],
  ])('of %j is one that every disk takes', (title, name) => {
    expect(fileTitle(title, Date.UTC(2026, 10, 21), 'Recording')).toBe(name);
  });

  it('is the first that is free', () => {
    expect(freeName('a', 'mp4', (name) => name !== 'a (3).mp4')).toBe('a (3).mp4');
  });
});
