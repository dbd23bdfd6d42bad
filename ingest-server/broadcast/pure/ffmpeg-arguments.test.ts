import { describe, expect, it } from 'vitest';
import { type TranscodeJob, ffmpegArguments } from './ffmpeg-arguments.ts';
import { audioRungs, videoLadder } from './ladder.ts';

const job: TranscodeJob = {
  ...{ ffmpegMajor: 5, encoder: 'libx264', preset: 'superfast', partCutMs: 255, firstPipe: 3 },
  ...{ picture: 'feed', sound: 'feed' },
  video: videoLadder({ width: 960, height: 540, framesPerSecond: 30 }, 2),
  audio: audioRungs,
};

/** The options of each output, by the pipe it writes to. */
function outputsOf(options: readonly string[]): Map<string, string> {
  const outputs = new Map<string, string>();
  let start = options.indexOf('-map');
  options.forEach((option, i) => {
    if (!/^pipe:[1-9]/.test(option)) return;
    outputs.set(option, options.slice(start, i).join(' '));
    start = i + 1;
  });
  return outputs;
}

const inputsOf = (options: readonly string[]) =>
  options.slice(0, options.indexOf('-filter_complex')).join(' ');
const filtersOf = (options: readonly string[]) =>
  (options[options.indexOf('-filter_complex') + 1] ?? '').split(';');

const common = '-hide_banner -nostdin -nostats -loglevel level+verbose';
const feed = (threads: string) =>
  '-protocol_whitelist pipe,udp,rtp -fflags nobuffer -flags low_delay -analyzeduration 500000 -probesize 200000 ' +
  `-fpsprobesize 0 ${threads}-max_delay 200000 -f sdp -i pipe:0`;
const still =
  '-re -f lavfi -i movie=reconnecting.png,scale=960:540:force_original_aspect_ratio=decrease:flags=bicubic,' +
  'pad=960:540:(ow-iw)/2:(oh-ih)/2,setsar=1,format=yuv420p,loop=loop=-1:size=1:start=0,settb=1/90000,setpts=N/(30*TB)';
const silence = '-re -f lavfi -i anullsrc=r=48000:cl=stereo';

const withoutJumps = "'isnan(prev_selected_t)+lt(abs(t-prev_selected_t),5)'";
const fit = (size: string) =>
  `scale=${size}:force_original_aspect_ratio=decrease:flags=bicubic,pad=${size}:(ow-iw)/2:(oh-ih)/2,setsar=1,format=yuv420p`;
const scaled = [`[s0]${fit('960:540')}[v0]`, `[s1]${fit('640:360')}[v1]`];
const mixed = ['[m0]aformat=channel_layouts=stereo[a0]', '[m1]aformat=channel_layouts=mono[a1]'];

const keyFrames =
  'expr:if(isnan(prev_forced_t),1+0*st(0,t),gt(floor((t-ld(0))/2+0.001),floor((prev_forced_t-ld(0))/2+0.001)))';
const fragments =
  '-f mp4 -avoid_negative_ts disabled -flush_packets 1 -movflags +empty_moov+default_base_moof+frag_discont';

describe('ffmpegArguments', () => {
  it.each<[string, Partial<TranscodeJob>, string]>([
    ['a session on its standard input, holding nothing back', {}, feed('-threads:v 1 ')],
    ['silence beside the feed’s picture', { sound: 'silence' }, `${feed('-threads:v 1 ')} ${silence}`],
    ['a still beside the feed’s sound', { picture: { still: 'reconnecting.png' } }, `${feed('')} ${still}`],
    [
      'a still and silence where there is no feed',
      { picture: { still: 'reconnecting.png' }, sound: 'silence' },
      `${still} ${silence}`,
    ],
  ])('reads %s', (_, more, inputs) => {
    expect(inputsOf(ffmpegArguments({ ...job, ...more }))).toBe(`${common} ${inputs}`);
  });

  it('puts frames on their grid once, fits them into each rung, and mixes sound for each of its own', () => {
    expect(filtersOf(ffmpegArguments(job))).toEqual([
      `[0:v]select=${withoutJumps},settb=1/90000,setpts=round(T*30)/(30*TB),` +
        "select='isnan(prev_selected_pts)+not(eq(pts,prev_selected_pts))',split=2[s0][s1]",
      ...scaled,
      `[0:a]aselect=${withoutJumps},asetpts='PTS-(NB_SAMPLES/SR+0.0065)/TB',aresample=48000:async=1000,asplit=2[m0][m1]`,
      ...mixed,
    ]);
  });

  it.each<[string, Partial<TranscodeJob>, string, string]>([
    ['silence', { sound: 'silence' }, '[0:v]', '[1:a]anull'],
    ['a still', { picture: { still: 'x.png' } }, '[1:v]null', '[0:a]'],
    ['both', { picture: { still: 'x.png' }, sound: 'silence' }, '[0:v]null', '[1:a]anull'],
  ])('takes %s from the input that it is', (_, more, picture, sound) => {
    const filters = filtersOf(ffmpegArguments({ ...job, ...more }));
    expect(filters[0]?.startsWith(picture)).toBe(true);
    expect(filters[3]?.startsWith(sound)).toBe(true);
    expect([filters.slice(1, 3), filters.slice(4)]).toEqual([scaled, mixed]);
  });

  it('HLS-90 gives whoever looks a small picture and the samples of each half second, behind the rungs', () => {
    const options = ffmpegArguments({ ...job, sight: true });
    expect(filtersOf(options).slice(1)).toEqual([
      scaled[0],
      `[s1]${fit('640:360').replace(',format=yuv420p', '')},split=2[p][l]`,
      '[p]format=yuv420p[v1]',
      "[l]select='isnan(prev_selected_t)+gte(t-prev_selected_t,0.49)',scale=128:72:flags=area,format=gray[look]",
      expect.stringMatching(/^\[0:a\].*,asplit=3\[m0\]\[m1\]\[m\]$/) as string,
      ...mixed,
      '[m]aformat=sample_fmts=s16:channel_layouts=mono,asetnsamples=n=24000:p=0[listen]',
    ]);
    const outputs = outputsOf(options);
    expect(outputs.get('pipe:7')).toBe(
      '-map [look] -c:v rawvideo -vsync vfr -r 30 -f rawvideo -flush_packets 1',
    );
    expect(outputs.get('pipe:8')).toBe('-map [listen] -c:a pcm_s16le -f s16le -flush_packets 1');
    expect([...outputs].slice(0, 4)).toEqual([...outputsOf(ffmpegArguments(job))]);
  });

  it('gives every rung a pipe of its own, pictures first', () => {
    const rung = (label: string, rates: string) =>
      `-map ${label} -c:v libx264 -preset superfast -tune zerolatency -sc_threshold 0 -profile:v high ${rates} -bf 0 ` +
      `-vsync vfr -r 30 -g 120 -force_key_frames ${keyFrames} -video_track_timescale 90000 ` +
      `${fragments}+frag_keyframe -frag_duration 255000`;
    const sound = (label: string, rate: number) =>
      `-map ${label} -c:a aac -b:a ${rate} ${fragments} -frag_duration 255000`;
    expect([...outputsOf(ffmpegArguments(job))]).toEqual([
      ['pipe:3', rung('[v0]', '-b:v 1388487 -maxrate 1735609 -bufsize 1735609')],
      ['pipe:4', rung('[v1]', '-b:v 600000 -maxrate 750000 -bufsize 750000')],
      ['pipe:5', sound('[a0]', 96_000)],
      ['pipe:6', sound('[a1]', 32_000)],
    ]);
  });

  it.each([
    [4, '-vsync vfr', '-fps_mode'],
    [5, '-vsync vfr', '-fps_mode'],
    [6, '-fps_mode vfr', '-vsync'],
    [8, '-fps_mode vfr', '-vsync'],
  ])(
    'says to FFmpeg %i that frames keep their times in the words that it knows',
    (ffmpegMajor, says, saysNot) => {
      const options = ffmpegArguments({ ...job, ffmpegMajor }).join(' ');
      expect(options).toContain(says);
      expect(options).not.toContain(saysNot);
    },
  );
});
