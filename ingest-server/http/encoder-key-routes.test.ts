import { encoderSetupSchema } from '@rostrum/protocol/http';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { expectRefusal } from './test-surroundings.ts';
import { bearer, opened, the, useWhip } from './test-support/whip.ts';

useWhip();

describe('an encoder’s key', () => {
  it('is made by whoever may publish, once each, and taken back by its owner', async () => {
    const { token } = await the.its.enter('assistant');
    const about = async () =>
      v.parse(encoderSetupSchema, await (await fetch(the.keyUrl, { headers: bearer(token) })).json());
    expect(await about()).toEqual({ path: '/whip/DEMO' });
    const key = await the.makeKey(token);
    expect((await about()).expiresAt).toBeGreaterThan(the.its.nowMs);
    expect((await fetch(the.keyUrl, { method: 'DELETE', headers: bearer(token) })).status).toBe(204);
    expect(await about()).toEqual({ path: '/whip/DEMO' });
    await expectRefusal(await the.publish(key), 401, 'revoked');
  });

  it('is refused to students, to nobody in particular, and in no class', async () => {
    const post = (url: string, token: string) => fetch(url, { method: 'POST', headers: bearer(token) });
    await expectRefusal(await post(the.keyUrl, await the.its.tokenOf('student')), 403, 'not-allowed');
    await expectRefusal(await post(the.keyUrl, 'forged'), 401, 'bad-token');
    await expectRefusal(await post(`${the.base}/api/classes/%00/whip`, 'forged'), 404, 'unknown-class');
  });

  it('that takes the place of one on air sends that encoder away at once', async () => {
    const { token } = await the.its.enter('instructor');
    const { location } = await opened(await the.publish(await the.makeKey(token)));
    const key = await the.makeKey(token);
    await vi.waitFor(() => expect(the.said.at(-1)).toBe('lost'));
    await expectRefusal(
      await the.ask(location, { method: 'DELETE', headers: bearer(key) }),
      404,
      'not-found',
    );
  });
});
