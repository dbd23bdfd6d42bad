import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { session } from '../test-support/desk.ts';
import { missingWorker } from '../test-support/worker.ts';
import { chromium, chromiumPlayer, ffmpeg, obs, offers } from './test-support/offers.ts';
import { type Programs, lineOf, openPrograms } from './test-support/programs.ts';

let its: Programs;
beforeAll(async () => {
  if (!missingWorker) its = await openPrograms();
});
afterAll(() => its?.desk.sfu.close());
beforeEach((context) => {
  context.skip(missingWorker !== undefined, missingWorker);
  its.settle();
});

describe('an encoder', () => {
  it.each(Object.entries(offers))(
    'that is %s is answered, and what it sends is the programme',
    async (_, sdp) => {
      const classId = its.newClass();
      const { answer, id, tag, iceServers } = await its.publish(classId, sdp);
      expect(iceServers.map(({ urls }) => urls)).toEqual([['turn:relay.example.org']]);
      expect(tag).toMatch(/^"[\w-]{12}"$/);
      expect(lineOf(answer, 'a=ice-ufrag:')).toMatch(/:\S+$/);
      expect(answer).toMatch(/a=candidate:\S+ 1 udp \d+ 127\.0\.0\.1 \d+ typ host\r\n/);
      expect(answer).toContain(sdp === ffmpeg ? 'a=setup:active' : 'a=setup:passive');
      expect(its.said).toEqual([`${classId} from the encoder: picture and sound`]);
      await its.whip.end(id);
      expect(its.said.slice(1)).toEqual([`ended ${classId}`]);
    },
  );

  it('is known by an id that nobody guesses, to no other kind', async () => {
    const classId = its.newClass();
    const { id } = await its.publish(classId);
    expect(id).toMatch(/^[\w-]{24}$/);
    expect(its.whip.holderOf('encoder', id)?.owner).toBe(`key of p1 in ${classId}`);
    expect(its.whip.holderOf('player', id)).toBeUndefined();
    expect(its.whip.holderOf('encoder', 'no-such')).toBeUndefined();
    await its.whip.end(id);
    expect(its.whip.holderOf('encoder', id)).toBeUndefined();
    await its.whip.end(id);
  });

  it('needs nobody in the room: who let it in has asked what its person may do', async () => {
    const classId = its.newClass();
    const { id } = await its.publish(classId, obs, 'student');
    its.desk.sfu.handleStageChanged(classId);
    expect(its.whip.holderOf('encoder', id)).toBeDefined();
    await its.whip.end(id);
    expect(its.said).toEqual([`${classId} from the encoder: picture and sound`, `ended ${classId}`]);
  });

  it('takes nothing from a studio, and comes on air once that is gone', async () => {
    const classId = its.newClass();
    const studio = session(classId);
    await its.desk.goOnAir(studio);
    expect(await its.whip.publish(its.encoder(classId), obs)).toMatchObject({
      refusal: {
        code: 'taken',
        retryAfterMs: 5_000,
        text: expect.stringContaining('End that broadcast') as string,
      },
    });
    its.desk.leave(studio);
    const { id } = await its.publish(classId);
    expect(its.said.at(-1)).toBe(`${classId} from the encoder: picture and sound`);
    await its.whip.end(id);
  });

  it('takes nothing from a studio that goes on air while it is let in', async () => {
    const classId = its.newClass();
    const studio = session(classId);
    const [onAir, encoders] = await Promise.all([
      its.desk.goOnAir(studio),
      its.whip.publish(its.encoder(classId), obs),
    ]);
    expect(onAir).toBeTruthy();
    if (encoders.ok)
      await vi.waitFor(() => expect(its.whip.holderOf('encoder', encoders.id)).toBeUndefined());
    else expect(encoders.refusal.code).toBe('taken');
    its.desk.leave(studio);
  });

  it('gives way to a studio, whose end does not bring it back before its key is made anew', async () => {
    const classId = its.newClass();
    const { id } = await its.publish(classId);
    const studio = session(classId);
    await its.desk.goOnAir(studio);
    await vi.waitFor(() => expect(its.whip.holderOf('encoder', id)).toBeUndefined());
    expect(its.said).toEqual([
      `${classId} from the encoder: picture and sound`,
      `${classId} from the studio: picture and sound`,
    ]);
    its.desk.leave(studio);
    await vi.waitFor(() => expect(its.said.at(-1)).toBe(`lost ${classId}`));
    const late = await its.whip.publish(its.encoder(classId), obs);
    expect(late).toMatchObject({
      refusal: { code: 'taken', text: expect.stringContaining('anew') as string },
    });
    const anew = await its.whip.publish({ ...its.encoder(classId), owner: 'another key' }, obs);
    if (anew.ok) await its.whip.end(anew.id);
    expect(anew).toMatchObject({ ok: true });
  });

  it('that comes back takes the place of what it left, and another’s does not', async () => {
    const classId = its.newClass();
    const before = await its.publish(classId);
    expect(await its.whip.publish(its.encoder(classId, 'p2'), obs)).toMatchObject({
      refusal: { code: 'taken' },
    });
    const after = await its.publish(classId, chromium);
    await vi.waitFor(() => expect(its.whip.holderOf('encoder', before.id)).toBeUndefined());
    expect(its.said.filter((line) => line.startsWith('lost') || line.startsWith('ended'))).toEqual([]);
    await its.whip.end(after.id);
  });

  it('is not ended by a wish to end the studio’s programme', async () => {
    const classId = its.newClass();
    const { id } = await its.publish(classId);
    const studio = session(classId);
    expect(await its.desk.ask(studio, { type: 'media.programme.end' })).toMatchObject({
      refusal: { text: expect.stringContaining('encoder') as string },
    });
    await its.whip.end(id);
  });

  it('is sent away with the end of its class', async () => {
    const classId = its.newClass();
    const { id } = await its.publish(classId);
    its.desk.sfu.end(classId);
    expect(its.whip.holderOf('encoder', id)).toBeUndefined();
    expect(its.said.slice(1)).toEqual([`ended ${classId}`]);
  });

  it('that never connects is let go of, and what it sent was lost and not ended', async () => {
    const classId = its.newClass();
    const { id } = await its.publish(classId);
    its.runOut(20_000);
    expect(its.whip.holderOf('encoder', id)).toBeUndefined();
    await vi.waitFor(() => expect(its.said.at(-1)).toBe(`lost ${classId}`));
  });

  it('that may not stay is let go of at the next look', async () => {
    const { id } = await its.publish(its.newClass());
    await its.whip.look();
    expect(its.whip.holderOf('encoder', id)).toBeDefined();
    its.isLetIn = false;
    await its.whip.look();
    expect(its.whip.holderOf('encoder', id)).toBeUndefined();
  });

  it('is told in words what it can’t send, and that nothing can be taken at all', async () => {
    const classId = its.newClass();
    expect(await its.whip.publish(its.encoder(classId), 'v=0')).toMatchObject({
      refusal: {
        code: 'malformed',
        text: expect.stringMatching(/did not understand this offer: .*\.$/) as string,
      },
    });
    expect(await its.whip.publish(its.encoder(classId), chromiumPlayer)).toMatchObject({
      refusal: { code: 'malformed' },
    });
    its.unavailable = 'No FFmpeg was found.';
    expect(await its.whip.publish(its.encoder(classId), obs)).toEqual({
      ok: false,
      refusal: { code: 'no-media', text: 'No FFmpeg was found.' },
    });
  });

  it('may begin ICE anew: another tag, other credentials', async () => {
    const { id, tag, answer } = await its.publish(its.newClass());
    const restart = { ifMatch: '*', text: 'a=ice-ufrag:new1\r\na=ice-pwd:0123456789abcdef01234567\r\n' };
    const patched = await its.whip.patch(id, restart);
    if (patched.is !== 'restarted') throw new Error(patched.is);
    expect(patched.tag).not.toBe(tag);
    expect(lineOf(patched.fragment, 'a=ice-ufrag:')).not.toBe(lineOf(answer, 'a=ice-ufrag:'));
    expect(await its.whip.patch(id, { ifMatch: tag, text: 'a=end-of-candidates\r\n' })).toEqual({
      is: 'outdated',
    });
    expect(await its.whip.patch(id, { ifMatch: patched.tag, text: 'a=ice-ufrag:new1\r\n' })).toEqual({
      is: 'trickled',
    });
    await its.whip.end(id);
    expect(await its.whip.patch(id, restart)).toEqual({ is: 'not-found' });
  });
});
