import { beforeEach, describe, expect, it } from 'vitest';
import { expectRefusal } from './test-surroundings.ts';
import { bearer, offer, opened, the, useWhip } from './test-support/whip.ts';

useWhip();

describe('where there are two classes', () => {
  let key: string;
  let token: string;
  beforeEach(async () => {
    [key, token] = [await the.makeKey(), await the.its.tokenOf('student')];
    const { database } = the.its.records;
    const { course_id } = await database.selectFrom('classes').select('course_id').executeTakeFirstOrThrow();
    const hall = { id: 'hall', course_id, title: 'Hall', code: 'HALL' };
    await database.insertInto('classes').values(hall).execute();
    expect((await fetch(`${the.base}/api/classes/HALL`)).status).toBe(200);
  });

  it('what lets somebody into the one opens nothing in the other, and is told so', async () => {
    const sends = await the.ask('/whip/HALL', { headers: bearer(key), body: offer('sendonly') });
    expect(await expectRefusal(sends, 403, 'not-allowed')).toBe('This key is for another class.');
    expect(the.said).toEqual([]);
    const { location } = await opened(await the.publish(key));
    const watches = await the.ask('/whep/HALL', { headers: bearer(token), body: offer('recvonly') });
    await expectRefusal(watches, 403, 'not-allowed');
    const elsewhere = location.replace('DEMO', 'HALL');
    const ends = await the.ask(elsewhere, { method: 'DELETE', headers: bearer(key) });
    await expectRefusal(ends, 403, 'not-allowed');
    expect(the.said).toEqual(['feed']);
  });
});
