import type { StreamId } from '@rostrum/protocol/room';
import { gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { audioRungs, videoLadder } from '../pure/ladder.ts';
import { partTiming } from '../pure/part-timing.ts';
import { type OriginSurroundings, openOrigin } from '../test-support/origin-surroundings.ts';
import { missing } from '../test-support/programs.ts';
import { type SampleMedia, makeAudio, makeVideo } from '../test-support/sample-media.ts';
import type { Answer, Content } from './answer.ts';
import { createGrants } from './grants.ts';
import { Stage } from './stage.ts';

let media: { video: SampleMedia; audio: SampleMedia };
beforeAll(async () => {
  if (missing) return;
  const [video, audio] = await Promise.all([makeVideo(), makeAudio()]);
  media = { video, audio };
});
beforeEach((context) => context.skip(missing !== undefined, missing));

let its: OriginSurroundings;
afterEach(async () => {
  await its?.close();
  expect(its?.failures ?? []).toEqual([]);
});

async function open(more?: Parameters<typeof openOrigin>[1]): Promise<void> {
  its = await openOrigin(media, more);
  its.begin();
}

function openStage(): Stage {
  const { timeline, away } = its;
  const picture = { width: 320, height: 180, framesPerSecond: 30 };
  return new Stage(
    {
      ...{ streamId: 'st1' as StreamId, timeline, partTargetMs: partTiming(30).targetMs, archive: undefined },
      rungs: [...videoLadder(picture, 1), ...audioRungs.slice(0, 1)],
      awayBecause: (name) => away.get(name),
    },
    { now: () => performance.now(), placesMax: 1_000 },
  );
}

function contentOf(answer: Answer): Content {
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.content;
}

/** As it is, unpacked by nobody, and with exactly this path. */
function raw(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      const { hostname, port } = new URL(its.client.origin);
      const asking = request({ hostname, port, path, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
      });
      asking.once('error', reject).end();
    },
  );
}

describe('a playlist', () => {
  it('HLS-40 is packed for whoever takes gzip, and a cache is told that it differs', async () => {
    await open();
    const packed = await raw('/live/c1/v180.m3u8', { 'accept-encoding': 'br, gzip;q=0.8' });
    const plain = await raw('/live/c1/v180.m3u8', { 'accept-encoding': 'gzip;q=0' });
    expect([packed.headers['content-encoding'], packed.headers['vary']]).toEqual(['gzip', 'Accept-Encoding']);
    expect([plain.headers['content-encoding'], plain.headers['vary']]).toEqual([
      undefined,
      'Accept-Encoding',
    ]);
    expect(gunzipSync(packed.body).toString()).toBe(plain.body.toString());
  });

  it('HLS-41 may be kept for six targets where it was waited for, and for half a target where not', async () => {
    await open();
    const cache = async (query: string) =>
      (await its.client.get(`/live/c1/v180.m3u8${query}`)).headers.get('cache-control');
    expect(await cache('')).toBe('public, max-age=1');
    expect(await cache('?_HLS_msn=1&_HLS_part=0')).toBe('public, max-age=12');
    its.timeline.end();
    expect(await cache('?_HLS_msn=1&_HLS_part=0')).toBe('public, max-age=1');
  });

  it('HLS-42 is not sent again to whoever has it', async () => {
    await open();
    const first = await raw('/live/c1/v180.m3u8');
    const etag = String(first.headers['etag']);
    const again = await raw('/live/c1/v180.m3u8', { 'if-none-match': `"x", ${etag}` });
    expect([again.status, again.body.length, again.headers['etag']]).toEqual([304, 0, etag]);
    its.addPicture(267);
    expect((await raw('/live/c1/v180.m3u8', { 'if-none-match': etag })).status).toBe(200);
  });

  it('HLS-39 is one body for all who wait for the same', async () => {
    await open();
    const stage = openStage();
    const answers: Answer[] = [];
    const directives = { wanted: { msn: 1, part: 1 }, skip: false };
    const ask = () =>
      stage.takePlaylist(
        { isGone: false, answer: (answer) => answers.push(answer) },
        { key: 'the same', kind: 'live', name: 'v180', directives },
      );
    for (let i = 0; i < 300; i += 1) ask();
    expect(answers).toEqual([]);
    its.addPicture(267);
    await vi.waitFor(() => expect(answers).toHaveLength(300));
    ask();
    expect(new Set(answers.map(contentOf)).size).toBe(1);
    stage.close();
  });

  it('HLS-39 of all rungs is one body until there is more to measure, or a rung is away', async () => {
    await open();
    const stage = openStage();
    const first = contentOf(stage.multivariant('live'));
    expect(contentOf(stage.multivariant('live'))).toBe(first);
    expect(contentOf(stage.multivariant('dvr'))).not.toBe(first);
    its.addPicture(267);
    const second = contentOf(stage.multivariant('live'));
    expect(second).not.toBe(first);
    its.away.set('v180', 'It needs more than this machine has.');
    expect(contentOf(stage.multivariant('live')).pieces.join('')).not.toContain('v180');
    stage.close();
  });

  it('HLS-47 of a rung that is away is not found, with the reason, also by who waits for it', async () => {
    await open();
    const waiting = its.client.get('/live/c1/v180.m3u8?_HLS_msn=1&_HLS_part=1');
    await its.soon(() => its.away.set('v180', 'It needs more than this machine has.'));
    its.timeline.pause('v180');
    for (const { status, text } of [await waiting, await its.client.get('/live/c1/v180.m3u8')]) {
      expect([status, text]).toEqual([404, 'It needs more than this machine has.\n']);
    }
    const main = await its.client.get('/live/c1/main.m3u8');
    expect([main.status, main.text.includes('v180')]).toEqual([200, false]);
  });

  it('HLS-48 is not waited for by more than there are places for', async () => {
    await open({ placesMax: 2 });
    const waiting = [1, 2].map(() => its.client.get('/live/c1/v180.m3u8?_HLS_msn=1&_HLS_part=1'));
    await its.soon(() => undefined);
    const third = await its.client.get('/live/c1/v180/1.1.m4s?s=st1');
    expect([third.status, third.headers.get('retry-after')]).toEqual([503, '1']);
    its.addPicture(267);
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await its.client.get('/live/c1/v180/1.1.m4s?s=st1')).status).toBe(200);
  });
});

describe('bytes', () => {
  it('HLS-43 come in ranges', async () => {
    await open();
    const whole = await raw('/live/c1/v180/1.0.m4s?s=st1');
    expect(whole.headers['accept-ranges']).toBe('bytes');
    const some = await raw('/live/c1/v180/1.0.m4s?s=st1', { range: 'bytes=4-7' });
    expect([some.status, some.body.toString('latin1')]).toEqual([206, 'moof']);
    expect(some.headers['content-range']).toBe(`bytes 4-7/${whole.body.length}`);
    const none = await raw('/live/c1/v180/1.0.m4s?s=st1', { range: `bytes=${whole.body.length}-` });
    expect([none.status, none.headers['content-range']]).toEqual([416, `bytes */${whole.body.length}`]);
    const changed = await raw('/live/c1/v180/1.0.m4s?s=st1', { range: 'bytes=4-7', 'if-range': '"other"' });
    expect([changed.status, changed.body.length]).toEqual([200, whole.body.length]);
  });

  it('HLS-42 are told by their address, and not sent again', async () => {
    await open();
    const { headers } = await raw('/live/c1/v180/1.0.m4s?s=st1');
    expect(headers['etag']).toBe('"st1/v180/1.0"');
    expect((await raw('/live/c1/v180/1.0.m4s?s=st1', { 'if-none-match': '"st1/v180/1.0"' })).status).toBe(
      304,
    );
  });

  it('HLS-55 name their stream to a CDN, which is to let go of them when it is deleted; playlists do not', async () => {
    await open();
    const tagsOf = async (file: string) => {
      const { headers } = await raw(`/live/c1/${file}`);
      return [headers['cache-tag'], headers['surrogate-key']];
    };
    for (const file of ['v180/1.0.m4s?s=st1', 'v180/init-0.mp4?s=st1']) {
      expect(await tagsOf(file)).toEqual(['st1', 'st1']);
    }
    const plain = await its.client.get('/live/c1/v180/1.0.m4s?s=st1');
    expect(plain.headers.get('cache-tag')).toBe('st1');
    expect(await tagsOf('v180.m3u8')).toEqual([undefined, undefined]);
  });

  it('HLS-41 are kept for a year, and what is not there yet for no longer than half a target', async () => {
    await open();
    const there = await its.client.get('/live/c1/v180/1.0.m4s?s=st1');
    expect(there.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const notYet = await its.client.get('/live/c1/v180/1.m4s?s=st1');
    expect([notYet.status, notYet.headers.get('cache-control')]).toEqual([404, 'public, max-age=1']);
  });
});

describe('what is answered', () => {
  it('HLS-95 is counted by its bytes as they go out, of the stream that it is of', async () => {
    await open();
    const path = '/live/c1/v180/1.0.m4s?s=st1';
    const { body } = await raw(path);
    await raw(path, { range: 'bytes=4-7' });
    await raw(path, { 'if-none-match': '"st1/v180/1.0"' });
    await its.client.get(path, 'HEAD');
    const packed = await raw('/live/c1/v180.m3u8', { 'accept-encoding': 'gzip' });
    const good = { requests: 5, fromMemory: 5, errors: 0, bytes: body.length + 4 + packed.body.length };
    expect(its.origin.sentOf(its)).toEqual(good);

    const refused = [
      await raw('/live/c1/v180/99.m4s?s=st1'),
      await raw('/live/c1/v180/1.m4s?s=st0'),
      await raw('/live/nobody/v180.m3u8'),
    ];
    const [bytes = 0, ...others] = refused.map((answer) => answer.body.length);
    expect(its.origin.sentOf(its)).toEqual({
      ...good,
      ...{ requests: 6, errors: 1, bytes: good.bytes + bytes },
    });
    const all = good.bytes + bytes + others.reduce((sum, each) => sum + each, 0);
    expect(its.origin.totals).toEqual({ requests: 8, fromMemory: 5, errors: 3, bytes: all });
  });
});

describe('a class that is not public', () => {
  const grants = createGrants(Buffer.alloc(32, 1), () => 0);

  it('HLS-44 is seen with a signed path, that all its relative addresses inherit', async () => {
    await open({ check: grants.check });
    const { grant } = grants.give('c1', 'all');
    const main = await its.client.get(`/live/c1/~${grant}/main.m3u8`);
    expect(main.status).toBe(200);
    expect(main.text).toContain('\nv180.m3u8?s=st1\n');
    expect((await its.client.get(`/live/c1/~${grant}/v180/1.0.m4s?s=st1`)).status).toBe(200);
  });

  it('HLS-45 is not seen without one, with a forged one, or with one for another stream', async () => {
    await open({ check: grants.check });
    const other = grants.give('c1', 'stream-st0').grant;
    const elsewhere = grants.give('c2', 'all').grant;
    for (const path of ['', `~${elsewhere}/`, `~${other}/`, '~x/']) {
      const { status, text, headers } = await its.client.get(`/live/c1/${path}v180.m3u8`);
      expect([status, headers.get('cache-control')]).toEqual([403, 'no-store']);
      expect(text).toMatch(/^This .*\.\n$/);
    }
    expect(
      (await its.client.get(`/live/c1/~${grants.give('c1', 'stream-st1').grant}/v180.m3u8`)).status,
    ).toBe(200);
  });
});

describe('what makes no sense', () => {
  const addresses = [
    ['/live/c1/../c1/v180.m3u8', 404],
    ['/live/c1/v180/..%2f..%2fsecret.m4s', 404],
    ['/live/%63%31/v180.m3u8', 404],
    [`/live/c1/v180.m3u8?${'x'.repeat(500)}`, 404],
    ['/live/c1/v180.m3u8?_HLS_msn=1000000', 400],
    ['/live/c1/v180.m3u8?_HLS_msn=-1', 400],
    [`/live/c1/v180.m3u8?_HLS_msn=${'9'.repeat(30)}`, 400],
    ['/live/c1/v180.m3u8?_HLS_msn=1&_HLS_msn=2', 400],
    ['/live/c1/v180.m3u8?_HLS_skip=maybe', 400],
    ['/live/c1/v180/999999999999.0.m4s?s=st1', 404],
    ['/live/nobody/v180.m3u8', 404],
  ] as const;
  it.each(addresses)('HLS-49 is answered at once: %s', async (path, status) => {
    await open();
    expect((await raw(path)).status).toBe(status);
  });
});
