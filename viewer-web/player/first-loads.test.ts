import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FirstLoads } from './first-loads.ts';

const LIVE = 'https://uni.example/live/c1/~told/';
const line = { bps: 3_000_000, widthPx: 900 };

const media = (name: string) => `#EXTM3U
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=0.4
#EXT-X-MAP:URI="${name}/init-0.mp4"
#EXT-X-PROGRAM-DATE-TIME:2026-09-01T10:00:00.000Z
#EXT-X-PART:DURATION=0.5,URI="${name}/1.0.m4s",INDEPENDENT=YES
#EXT-X-PART:DURATION=0.5,URI="${name}/1.1.m4s"${name === 'a96' ? ',INDEPENDENT=YES' : ''}
`;

const answers: Readonly<Record<string, string>> = {
  'main.m3u8': `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a96",URI="a96.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=900000,CODECS="avc1.64001e,mp4a.40.2",RESOLUTION=640x360,AUDIO="a96"
v360.m3u8
`,
  'v360.m3u8': media('v360'),
  'a96.m3u8': media('a96'),
};

let asked: string[];
let nowMs: number;

beforeEach(() => {
  [asked, nowMs] = [[], 0];
  vi.stubGlobal('location', { href: 'https://uni.example/c/DEMO' });
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  vi.stubGlobal('fetch', (url: string) => {
    const name = url.replace(LIVE, '');
    asked.push(name);
    const isThere = name in answers || !name.endsWith('.m3u8');
    return Promise.resolve(new Response(answers[name] ?? name, { status: isThere ? 200 : 404 }));
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** As far as it goes by itself. */
async function begin(master = '/live/c1/~told/main.m3u8', playlist?: string): Promise<FirstLoads> {
  const first = new FirstLoads(master, line, playlist);
  const least = master.includes('main') ? (playlist === undefined ? 8 : 7) : 1;
  await vi.waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(least));
  return first;
}

it('asks for playlists, and for what picture and sound begin with', async () => {
  const first = await begin();
  expect(asked).toEqual([
    ...['main.m3u8', 'v360.m3u8', 'a96.m3u8'],
    ...['v360/init-0.mp4', 'v360/1.0.m4s', 'v360/1.1.m4s', 'a96/init-0.mp4', 'a96/1.1.m4s'],
  ]);
  expect(first.picture).toBe(`${LIVE}v360.m3u8`);
});

it('asks for no playlist that the server has told already, and gives that', async () => {
  const first = await begin('/live/c1/~told/main.m3u8', answers['main.m3u8']);
  expect(asked.slice(0, 2)).toEqual(['v360.m3u8', 'a96.m3u8']);
  expect(asked).not.toContain('main.m3u8');
  expect((await first.take('/live/c1/~told/main.m3u8'))?.data).toBe(answers['main.m3u8']);
});

it('gives a playlist when what it lists is asked for, so that nobody asks twice', async () => {
  const first = new FirstLoads('/live/c1/~told/main.m3u8', line, answers['main.m3u8']);
  await first.take(`${LIVE}v360.m3u8`);
  expect(asked).toContain('v360/1.0.m4s');
});

it('gives each to whoever asks for it first, with when it came', async () => {
  const first = await begin();
  const part = await first.take(`${LIVE}v360/1.0.m4s`);
  expect([part?.bytes, part?.startMs, part?.data]).toEqual([12, 0, expect.any(ArrayBuffer)]);
  expect((await first.take(`${LIVE}main.m3u8`))?.data).toBe(answers['main.m3u8']);
  expect([first.take(`${LIVE}v360/1.0.m4s`), first.take(`${LIVE}v360/1.2.m4s`)]).toEqual([
    undefined,
    undefined,
  ]);
});

it('gives nothing that is no longer what it was', async () => {
  const first = await begin();
  nowMs = 5_000;
  expect(first.take(`${LIVE}v360.m3u8`)).toBeUndefined();
});

it('asks for nothing more where there is nothing to begin with, and leaves the failure to the player', async () => {
  const first = await begin('/live/c1/~told/gone.m3u8');
  await expect(first.take(`${LIVE}gone.m3u8`)).rejects.toThrow('404');
  expect([asked, first.picture]).toEqual([['gone.m3u8'], undefined]);
});
