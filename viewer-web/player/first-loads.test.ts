import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FirstLoads, type Told } from './first-loads.ts';

const LIVE = 'https://uni.example/live/c1/~told/';
const line = { bps: 3_000_000, lineBps: 3_000_000, widthPx: 900 };

const told: Told = {
  playlist: `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a96",URI="a96.m3u8?s=st1"
#EXT-X-STREAM-INF:BANDWIDTH=900000,CODECS="avc1.64001e,mp4a.40.2",RESOLUTION=640x360,AUDIO="a96"
v360.m3u8?s=st1
`,
  first: [
    { playlist: 'v720.m3u8?s=st1', pieces: ['v720/init-0.mp4?s=st1'] },
    { playlist: 'v360.m3u8?s=st1', pieces: ['v360/init-0.mp4?s=st1', 'v360/1.0.m4s?s=st1'] },
    { playlist: 'a96.m3u8?s=st1', pieces: ['a96/init-0.mp4?s=st1', 'a96/1.1.m4s?s=st1'] },
  ],
};
const playlists = ['v360.m3u8?s=st1', 'a96.m3u8?s=st1'];
const pieces = ['v360/init-0.mp4', 'v360/1.0.m4s', 'a96/init-0.mp4', 'a96/1.1.m4s'].map(
  (uri) => `${uri}?s=st1`,
);

let asked: string[];
let nowMs: number;

beforeEach(() => {
  [asked, nowMs] = [[], 0];
  vi.stubGlobal('location', { href: 'https://uni.example/c/DEMO' });
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  vi.stubGlobal('fetch', (url: string) => {
    const name = url.replace(LIVE, '');
    asked.push(name);
    return Promise.resolve(new Response(name, { status: name.includes('gone') ? 404 : 200 }));
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function begin(more: Partial<Told> = {}): FirstLoads {
  return new FirstLoads('/live/c1/~told/main.m3u8', line, { ...told, ...more });
}

it('asks at once for playlists, and for what picture and sound begin with, but not for what was told', async () => {
  const first = begin();
  expect(asked).toEqual([...playlists, ...pieces]);
  expect(first.picture).toBe(`${LIVE}v360.m3u8?s=st1`);
  expect((await first.take('/live/c1/~told/main.m3u8'))?.data).toBe(told.playlist);
});

it('asks for the playlists alone where nothing was told of what they begin with', () => {
  begin({ first: undefined });
  expect(asked).toEqual(playlists);
});

it('gives each to whoever asks for it first, with when it came', async () => {
  const first = begin();
  const part = await first.take(`${LIVE}v360/1.0.m4s?s=st1`);
  expect([part?.bytes, part?.startMs, part?.data]).toEqual([18, 0, expect.any(ArrayBuffer)]);
  expect((await first.take(`${LIVE}v360.m3u8?s=st1`))?.data).toBe('v360.m3u8?s=st1');
  const [again, unasked] = ['1.0', '1.2'].map((name) => first.take(`${LIVE}v360/${name}.m4s?s=st1`));
  expect([again, unasked]).toEqual([undefined, undefined]);
});

it('gives nothing that is no longer what it was', () => {
  const first = begin();
  nowMs = 5_000;
  expect(first.take(`${LIVE}v360.m3u8?s=st1`)).toBeUndefined();
});

it('leaves a failure to the player, and the choice where there is none to make', async () => {
  const first = begin({ playlist: told.playlist.replaceAll('a96.m3u8', 'gone.m3u8') });
  await expect(first.take(`${LIVE}gone.m3u8?s=st1`)).rejects.toThrow('404');
  asked = [];
  expect(begin({ playlist: '#EXTM3U\n' }).picture).toBeUndefined();
  expect(asked).toEqual([]);
});
