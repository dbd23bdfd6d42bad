import { createHttpServer } from './http-server.ts';
import { describe, expect, it, vi } from 'vitest';
import { expectRefusal } from './test-surroundings.ts';
import { type Ask, FRAGMENT, SDP, bearer, offer, opened, the, useWhip } from './test-support/whip.ts';

useWhip();

describe('an encoder', () => {
  it('is answered with SDP and the address of its session, by which it ends', async () => {
    const key = await the.makeKey();
    const response = await the.publish(key);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': SDP,
      'access-control-allow-origin': '*',
      'access-control-expose-headers': expect.stringContaining('location') as string,
      'accept-patch': FRAGMENT,
      link: expect.stringMatching(/^<turn:relay\.example\.org>; rel="ice-server"; username="\d+:/) as string,
    });
    const { location, tag, answer } = await opened(response);
    expect(location).toMatch(/^\/whip\/DEMO\/[\w-]{24}$/);
    expect(tag).toMatch(/^"[^"]+"$/);
    expect(answer).toMatch(/^v=0\r\n/);
    expect(the.said).toEqual(['feed']);
    const gone = await the.ask(location, { method: 'DELETE', headers: bearer(key) });
    expect([gone.status, await gone.text()]).toEqual([200, '']);
    expect(the.said).toEqual(['feed', 'ended']);
    await expectRefusal(
      await the.ask(location, { method: 'DELETE', headers: bearer(key) }),
      404,
      'not-found',
    );
  });

  it('finds its class however its code is typed', async () => {
    const response = await the.ask('/whip/de-mo', {
      headers: bearer(await the.makeKey()),
      body: offer('sendonly'),
    });
    expect((await opened(response)).location).toMatch(/^\/whip\/de-mo\//);
  });

  it.each([
    ['no key', {}, 401, 'bad-token'],
    ['a key that never was', bearer('x'.repeat(43)), 401, 'bad-token'],
    ['something long', bearer('x'.repeat(8_000)), 401, 'bad-token'],
    ['another kind of word', { authorization: 'Basic YTpi' }, 401, 'bad-token'],
  ])('with %s is not let in, and told what is missing', async (_, headers, status, code) => {
    const response = await the.ask('/whip/DEMO', { headers, body: offer('sendonly') });
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    await expectRefusal(response, status, code);
  });

  it('is not let in with the token of a page, nor with a link', async () => {
    const { token, personId } = await the.its.enter('instructor');
    await expectRefusal(await the.publish(token), 401, 'bad-token');
    const { key } = await the.its.identity.createLink({ personId, kind: 'personal', lifetimeMs: 60_000 });
    await expectRefusal(await the.publish(key), 401, 'bad-token');
  });

  it.each(['NOPE', 'x', '%00', '..%2f..'])('with a key for another class is refused at %s', async (code) => {
    const response = await the.ask(`/whip/${code}`, {
      headers: bearer(await the.makeKey()),
      body: offer('sendonly'),
    });
    await expectRefusal(response, 403, 'not-allowed');
  });

  it('of somebody who is no longer staff of the class is refused', async () => {
    const { token, personId } = await the.its.enter('assistant');
    const key = await the.makeKey(token);
    await the.its.records.database
      .updateTable('participants')
      .set({ role: 'student' })
      .where('person_id', '=', personId)
      .execute();
    await expectRefusal(await the.publish(key), 403, 'not-allowed');
  });

  it('does not come back to a class that has ended', async () => {
    const key = await the.makeKey();
    await the.its.staff({ type: 'class.end' });
    await expectRefusal(await the.publish(key), 409, 'closed');
    await the.its.staff({ type: 'class.open' });
    await opened(await the.publish(key));
  });

  it('is told when somebody else’s programme is on air, and when to ask again', async () => {
    await opened(await the.publish(await the.makeKey()));
    const response = await the.publish(await the.makeKey());
    expect(response.headers.get('retry-after')).toBe('5');
    await expectRefusal(response, 409, 'taken');
  });

  it.each([
    ['another type', { headers: { 'content-type': 'application/json' }, body: '{}' }, 415, 'malformed'],
    ['no type', { headers: { 'content-type': '' }, body: offer('sendonly') }, 415, 'malformed'],
    ['nothing', { body: '' }, 400, 'malformed'],
    ['half an offer', { body: offer('sendonly').slice(0, 180) }, 400, 'malformed'],
    ['binary', { body: Uint8Array.from({ length: 4_096 }, (_, i) => i) }, 400, 'malformed'],
    ['an offer to receive', { body: offer('recvonly') }, 400, 'malformed'],
    ['a megabyte', { body: 'a'.repeat(1024 * 1024) }, 413, 'too-long'],
  ] as [string, Ask, number, string][])('is refused in words with %s', async (_, sent, status, code) => {
    const headers = { ...bearer(await the.makeKey()), ...sent.headers };
    const response = await the.ask('/whip/DEMO', { ...sent, headers });
    if (status === 415) expect(response.headers.get('accept-post')).toBe(SDP);
    await expectRefusal(response, status, code);
    expect(the.said).toEqual([]);
  });

  it('that comes a hundred times a second is turned away before it is read', async () => {
    const from = { 'x-forwarded-for': '198.51.100.9' };
    const asked = Array.from({ length: 100 }, () => the.ask('/whip/DEMO', { headers: from, body: 'x' }));
    const responses = await Promise.all(asked);
    const late = responses.filter(({ status }) => status === 429);
    expect(late.length).toBe(80);
    expect(Number(late[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
    await expectRefusal(late[0]!, 429, 'too-fast');
    await expectRefusal(await the.ask('/whip/DEMO', { body: 'x' }), 401, 'bad-token');
  });

  it('that comes a hundred times a second with a good key is on air once', async () => {
    const key = await the.makeKey();
    const responses = await Promise.all(Array.from({ length: 100 }, () => the.publish(key)));
    const late = responses.filter(({ status }) => status === 429);
    expect(late).toHaveLength(80);
    await expectRefusal(late[0]!, 429, 'too-fast');
    const ids = responses.flatMap(({ headers }) => headers.get('location')?.split('/').at(-1) ?? []);
    const beaten = responses.filter(({ status }) => status === 409);
    expect(ids.length + beaten.length).toBe(20);
    await vi.waitFor(() => expect(ids.filter((id) => the.sfu.whip.holderOf('encoder', id))).toHaveLength(1));
    expect(the.said.filter((word) => word !== 'feed')).toEqual([]);
  });

  it('is let in though somebody else sends rubbish from the same address', async () => {
    const from = { 'x-forwarded-for': '198.51.100.10' };
    const rubbish = { headers: { ...from, ...bearer('x'.repeat(43)) }, body: 'x' };
    const responses = await Promise.all(Array.from({ length: 300 }, () => the.ask('/whip/DEMO', rubbish)));
    expect(responses.filter(({ status }) => status === 429)).toHaveLength(280);
    const headers = { ...from, ...bearer(await the.makeKey()) };
    await opened(await the.ask('/whip/DEMO', { headers, body: offer('sendonly') }));
  });

  it('is told to wait where the server has no media part', async () => {
    const without = await createHttpServer(the.its.options());
    const port = await without.listen('127.0.0.1', 0);
    for (const name of ['whip', 'whep']) {
      const response = await fetch(`http://127.0.0.1:${port}/${name}/DEMO`, {
        method: 'POST',
        headers: { 'content-type': SDP },
        body: 'x',
      });
      expect(response.headers.get('retry-after')).toBe('10');
      await expectRefusal(response, 503, 'no-media');
    }
    await without.close();
  });
});

const patch = (location: string, key: string, headers: Record<string, string>, body: string) =>
  the.ask(location, {
    method: 'PATCH',
    headers: { 'content-type': FRAGMENT, ...bearer(key), ...headers },
    body,
  });

describe('a session', () => {
  it('takes candidates of its ICE session, and begins another', async () => {
    const key = await the.makeKey();
    const { location, tag } = await opened(await the.publish(key));
    const candidates =
      'a=ice-ufrag:abcd\r\nm=audio 9 RTP/AVP 0\r\na=mid:0\r\na=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n';
    const trickled = await patch(location, key, { 'if-match': tag }, candidates);
    expect([trickled.status, trickled.headers.get('etag')]).toEqual([204, null]);
    const anew = 'a=ice-ufrag:wxyz\r\na=ice-pwd:0123456789abcdef01234567\r\n';
    const restarted = await patch(location, key, { 'if-match': '*' }, anew);
    expect([restarted.status, restarted.headers.get('content-type')]).toEqual([200, FRAGMENT]);
    expect(restarted.headers.get('etag')).not.toBe(tag);
    expect(await restarted.text()).toMatch(/^a=ice-lite\r\na=ice-ufrag:\S+\r\na=ice-pwd:\S+\r\n$/);
    await expectRefusal(await patch(location, key, { 'if-match': tag }, candidates), 412, 'closed');
    await expectRefusal(await patch(location, key, {}, candidates), 428, 'malformed');
    await expectRefusal(await patch(location, key, { 'if-match': '*' }, 'nonsense'), 400, 'malformed');
    const typed = await patch(location, key, { 'if-match': '*', 'content-type': SDP }, anew);
    expect(typed.headers.get('accept-patch')).toBe(FRAGMENT);
    await expectRefusal(typed, 415, 'malformed');
  });

  it('is its own encoder’s alone', async () => {
    const { location } = await opened(await the.publish(await the.makeKey()));
    const other = await the.makeKey();
    await expectRefusal(await the.ask(location, { method: 'DELETE' }), 401, 'bad-token');
    await expectRefusal(
      await the.ask(location, { method: 'DELETE', headers: bearer(other) }),
      404,
      'not-found',
    );
    expect(the.said).toEqual(['feed']);
  });

  it('is found at no made-up address, and as no other kind', async () => {
    const key = await the.makeKey();
    const { location } = await opened(await the.publish(key));
    const id = location.split('/').at(-1)!;
    for (const path of ['/whip/DEMO/nope', '/whip/DEMO/__proto__', `/whep/DEMO/${id}`])
      await expectRefusal(await the.ask(path, { method: 'DELETE', headers: bearer(key) }), 404, 'not-found');
    expect(the.said).toEqual(['feed']);
  });

  it.each(['PATCH', 'DELETE'])('that never was is asked for by %s only so often', async (method) => {
    const headers = { 'x-forwarded-for': `198.51.100.${method.length}`, 'content-type': FRAGMENT };
    const asked = Array.from({ length: 30 }, () => the.ask('/whip/DEMO/nope', { method, headers }));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect([404, 429].map((each) => statuses.filter((status) => status === each).length)).toEqual([20, 10]);
  });
});
