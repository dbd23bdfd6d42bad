import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OriginSurroundings, openOrigin } from '../test-support/origin-surroundings.ts';
import { missing } from '../test-support/programs.ts';
import { type SampleMedia, makeAudio, makeVideo } from '../test-support/sample-media.ts';

let video: SampleMedia;
let audio: SampleMedia;
beforeAll(async () => {
  if (!missing) [video, audio] = await Promise.all([makeVideo(), makeAudio()]);
});

let its: OriginSurroundings;
beforeEach(async (context) => {
  context.skip(missing !== undefined, missing);
  its = await openOrigin({ video, audio });
});
afterEach(async () => {
  await its?.close();
  expect(its?.failures ?? []).toEqual([]);
});

describe('the origin', () => {
  it('HLS-15 has no multivariant playlist before every rung is known', async () => {
    expect((await its.client.get('/live/c1/main.m3u8')).status).toBe(404);
    its.addInit('v180');
    its.addPicture(0);
    expect((await its.client.get('/live/c1/main.m3u8')).status).toBe(404);
    its.addInit('a96');
    const { status, headers, text } = await its.client.get('/live/c1/main.m3u8');
    expect([status, headers.get('content-type')]).toEqual([200, 'application/vnd.apple.mpegurl']);
    expect(headers.get('cache-control')).toBe('public, max-age=1');
    expect(text).toContain('RESOLUTION=320x180,');
    expect(text).toContain('\nv180.m3u8?s=st1\n');
    expect(its.origin.openingOf('c1', 'st1')?.playlist).toBe(text);
    expect([its.origin.openingOf('c1', 'st0'), its.origin.openingOf('c2', 'st1')]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('HLS-14 lets anybody keep what an address with its stream names, and nobody what one without does', async () => {
    const part = its.begin();
    const named = await its.client.get('/live/c1/v180/1.0.m4s?s=st1');
    expect([named.status, named.headers.get('content-type')]).toEqual([200, 'video/iso.segment']);
    expect(named.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(named.body.equals(part)).toBe(true);
    const unnamed = await its.client.get('/live/c1/v180/1.0.m4s');
    expect([unnamed.status, unnamed.headers.get('cache-control')]).toEqual([200, 'no-cache']);
  });

  it('HLS-14 does not find the bytes of another stream of the class', async () => {
    its.begin();
    const addresses = ['v180/init-0.mp4', 'v180/1.m4s', 'v180/1.0.m4s'];
    for (const address of addresses) {
      const { status, headers } = await its.client.get(`/live/c1/${address}?s=st0`);
      expect([status, headers.get('cache-control')]).toEqual([404, 'public, max-age=1']);
    }
  });

  it('tells what a player would ask for first, and all of it is there', async () => {
    its.begin();
    for (let startMs = 267; startMs < 1900; startMs += 267) its.addPicture(startMs);
    const opening = its.origin.openingOf('c1', 'st1');
    const { playlist, pieces = [] } = opening?.first[0] ?? {};
    expect(playlist).toBe('v180.m3u8?s=st1');
    expect(opening?.playlist).toContain(`\n${playlist}\n`);
    expect(pieces[0]).toBe('v180/init-0.mp4?s=st1');
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect((await its.client.get(`/live/c1/${piece}`)).status).toBe(200);
    its.away.set('v180', 'left out');
    expect(its.origin.openingOf('c1', 'st1')?.first.map((each) => each.playlist)).toEqual(['a96.m3u8?s=st1']);
  });

  it('gives init segments and whole segments', async () => {
    const parts = [its.begin()];
    for (let startMs = 267; startMs < 1900; startMs += 267) parts.push(its.addPicture(startMs));
    its.addPicture(2000);
    const init = await its.client.get('/live/c1/v180/init-0.mp4?s=st1');
    expect([init.status, init.headers.get('content-type')]).toEqual([200, 'video/mp4']);
    expect(init.body.equals(video.init)).toBe(true);
    const segment = await its.client.get('/live/c1/v180/1.m4s?s=st1');
    expect(segment.body.equals(Buffer.concat(parts))).toBe(true);
    expect(segment.headers.get('content-length')).toBe(String(segment.body.length));
  });

  const nothing = [
    ...['/live/c2/main.m3u8', '/live/c1/v999.m3u8', '/live/c1/v180/init-7.mp4', '/live/c1/v180/99.m4s'],
    ...[
      '/live/c1/v180/1.m4s',
      '/live/c1/v180/99.0.m4s',
      '/live/c1/',
      '/live/c1/v180/%2e%2e/secret',
      '//[',
      '/',
    ],
  ];
  it.each(nothing)('HLS-23 finds nothing at %s', async (path) => {
    its.begin();
    expect((await its.client.get(path)).status).toBe(404);
  });

  it('HLS-16 answers a blocking reload when the part is born, with it', async () => {
    its.begin();
    const reload = its.client.get('/live/c1/v180.m3u8?_HLS_msn=1&_HLS_part=2');
    const hinted = its.client.get('/live/c1/v180/1.1.m4s?s=st1');
    const second = await its.soon(() => its.addPicture(267));
    expect((await hinted).body.equals(second)).toBe(true);
    its.addPicture(533);
    const { status, text } = await reload;
    expect(status).toBe(200);
    expect(text).toContain('URI="v180/1.2.m4s?s=st1"');
  });

  it('HLS-18, HLS-19 refuses what is too far ahead or makes no sense, at once', async () => {
    its.begin();
    const queries = ['_HLS_msn=4', '_HLS_msn=1&_HLS_part=11', '_HLS_part=1', '_HLS_msn=x'];
    for (const query of queries) {
      expect((await its.client.get(`/live/c1/v180.m3u8?${query}`)).status).toBe(400);
    }
  });

  it('HLS-20 does not find a hinted part once its segment is closed without it', async () => {
    its.begin();
    const hinted = its.client.get('/live/c1/v180/1.1.m4s?s=st1');
    await its.soon(() => its.addPicture(2000));
    expect((await hinted).status).toBe(404);
  });

  it('HLS-21 gives up after three target durations', async () => {
    its.begin();
    const askedAt = Date.now();
    const answers = await Promise.all([
      its.client.get('/live/c1/v180.m3u8?_HLS_msn=1&_HLS_part=1'),
      its.client.get('/live/c1/v180/1.1.m4s?s=st1'),
      its.client.get('/live/c1/a96.m3u8'),
    ]);
    for (const { status, headers, at } of answers) {
      expect([status, headers.get('cache-control')]).toEqual([503, 'no-store']);
      expect(at - askedAt).toBeGreaterThanOrEqual(5_900);
    }
  });

  it('HLS-22 answers who waits when the stream ends, and later whatever is asked', async () => {
    its.begin();
    const waiting = its.client.get('/live/c1/v180.m3u8?_HLS_msn=1&_HLS_part=1');
    const hinted = its.client.get('/live/c1/v180/1.1.m4s?s=st1');
    await its.soon(() => its.timeline.end());
    expect((await waiting).text).toContain('#EXT-X-ENDLIST');
    expect((await hinted).status).toBe(404);
    expect((await its.client.get('/live/c1/v180.m3u8?_HLS_msn=99')).status).toBe(200);
    expect((await its.client.get('/live/c1/a96.m3u8')).status).toBe(404);
  });

  it('lets go of a request whose asker has gone', async () => {
    its.begin();
    const asker = new AbortController();
    const going = its.client.get('/live/c1/v180/1.1.m4s?s=st1', 'GET', asker.signal);
    await its.soon(() => asker.abort());
    await expect(going).rejects.toThrow('aborted');
    its.addPicture(267);
    expect((await its.client.get('/live/c1/v180/1.1.m4s?s=st1')).status).toBe(200);
  });

  it('answers pages of other origins, heads without bodies, and no other methods', async () => {
    its.begin();
    const head = await its.client.get('/live/c1/v180/1.0.m4s?s=st1', 'HEAD');
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(1000);
    expect(head.headers.get('access-control-allow-origin')).toBe('*');
    expect((await its.client.get('/live/c1/v180.m3u8', 'OPTIONS')).status).toBe(204);
    const post = await its.client.get('/live/c1/v180.m3u8', 'POST');
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
});
