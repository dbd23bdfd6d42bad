import { describe, expect, it } from 'vitest';
import { expectRefusal } from './test-surroundings.ts';
import { FRAGMENT, SDP, bearer, offer, opened, the, useWhip } from './test-support/whip.ts';

useWhip();

describe('a player', () => {
  const watch = (token: string, code = 'DEMO') =>
    the.ask(`/whep/${code}`, { headers: bearer(token), body: offer('recvonly') });

  it('waits for the programme, is answered once there is one, and ends', async () => {
    const token = await the.its.tokenOf('student');
    const early = await watch(token);
    expect(early.headers.get('retry-after')).toBe('5');
    await expectRefusal(early, 409, 'not-yet');
    await opened(await the.publish(await the.makeKey()));
    const { location, answer } = await opened(await watch(token));
    expect(location).toMatch(/^\/whep\/DEMO\/[\w-]{24}$/);
    expect(answer.match(/^a=sendonly$/gm)).toHaveLength(2);
    // Its token has run out long before a lecture is over.
    expect((await the.ask(location, { method: 'DELETE' })).status).toBe(200);
    await expectRefusal(await the.ask(location, { method: 'DELETE' }), 404, 'not-found');
  });

  it('is somebody of the class', async () => {
    await expectRefusal(await the.ask('/whep/DEMO', { body: offer('recvonly') }), 401, 'bad-token');
    await expectRefusal(await watch(await the.makeKey()), 401, 'bad-token');
    await expectRefusal(await watch(await the.its.tokenOf('student'), 'NOPE'), 404, 'unknown-code');
  });

  it('goes when its person is removed from the class', async () => {
    await opened(await the.publish(await the.makeKey()));
    const { token, personId } = await the.its.enter('student');
    const { location } = await opened(await watch(token));
    await the.its.room.join({ personId, name: 'Mallory', role: 'student' });
    await the.its.staff({ type: 'person.remove', personId });
    await the.sfu.whip.look();
    await expectRefusal(await the.ask(location, { method: 'DELETE' }), 404, 'not-found');
    await expectRefusal(await watch(token), 403, 'removed');
  });
});

describe('the addresses', () => {
  it.each([
    ['/whip/DEMO', 'accept-post', SDP],
    ['/whep/DEMO', 'accept-post', SDP],
    ['/whip/DEMO/x', 'accept-patch', FRAGMENT],
    ['/whep/DEMO/x', 'accept-patch', FRAGMENT],
  ])('%s answers a page’s preflight, and says what it takes', async (path, header, type) => {
    const response = await fetch(`${the.base}${path}`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://elsewhere.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': expect.stringContaining('PATCH') as string,
      'access-control-allow-headers': 'authorization, content-type, if-match',
      [header]: type,
    });
  });

  it.each([
    ['PUT', '/whip/DEMO', 'POST, GET, HEAD, OPTIONS'],
    ['DELETE', '/whip/DEMO', 'POST, GET, HEAD, OPTIONS'],
    ['PATCH', '/whep/DEMO', 'POST, GET, HEAD, OPTIONS'],
    ['POST', '/whip/DEMO/x', 'PATCH, DELETE, GET, HEAD, OPTIONS'],
    ['PUT', '/whep/DEMO/x', 'PATCH, DELETE, GET, HEAD, OPTIONS'],
  ])('%s %s is nothing they know', async (method, path, allowed) => {
    const response = await the.ask(path, { method, body: 'x' });
    expect(response.headers.get('allow')).toBe(allowed);
    await expectRefusal(response, 405, 'not-allowed');
  });

  it.each(['/whip/DEMO', '/whep/DEMO/x'])('%s shows nothing to who only looks', async (path) => {
    for (const method of ['GET', 'HEAD'])
      expect((await fetch(`${the.base}${path}`, { method })).status).toBe(204);
  });
});
