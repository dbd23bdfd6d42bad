import type { ClassId, Command } from '@rostrum/protocol/room';
import { WIRE_VERSION } from '@rostrum/protocol/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Records, openRecordsInMemory } from '../../records/index.ts';
import { RawClient, say, startGateway, tokenFor } from './test-surroundings.ts';

let records: Records;
let shared: Awaited<ReturnType<typeof startGateway>>;
beforeAll(async () => {
  records = await openRecordsInMemory();
  shared = await startGateway(records);
});
afterAll(async () => {
  await shared.close();
  await records.close();
});

let made = 0;
const newClass = () => `view-${++made}` as ClassId;
let keys = 0;

async function command(client: RawClient, what: Command): Promise<void> {
  client.say({ t: 'command', key: `key-view-${++keys}`, command: what });
  await client.next('done');
}

/** Joins left out: who came in beside them may be told once more, which the fold passes over. */
const eventsOf = (client: RawClient) =>
  client.heard
    .flatMap((frame) => (frame.t === 'events' ? frame.events.map(({ event }) => event) : []))
    .filter(({ type }) => type !== 'person.joined');

/** Three people in a new class: one of the staff, two students. */
async function threeIn(classId: ClassId) {
  const prof = await RawClient.enter(shared.url, tokenFor(classId, 'prof', 'instructor'));
  const ada = await RawClient.enter(shared.url, tokenFor(classId, 'ada'));
  const bob = await RawClient.enter(shared.url, tokenFor(classId, 'bob'));
  const leave = () => [prof, ada, bob].forEach(({ socket }) => socket.terminate());
  return { prof, ada, bob, leave };
}

describe('what comes over the socket', () => {
  it('of a hand is for staff and for the one who raised it; the rest get numbers and their own place', async () => {
    const classId = newClass();
    const { prof, ada, bob, leave } = await threeIn(classId);
    await command(bob, { type: 'hand.raise' });
    await command(ada, { type: 'hand.raise' });
    await expect.poll(() => ada.heard.findLast(({ t }) => t === 'place')).toEqual({ t: 'place', place: 2 });
    await expect
      .poll(() => prof.heard.findLast((frame) => frame.t === 'counts')?.counts)
      .toMatchObject({ here: 3, hands: 2 });
    const raised = (client: RawClient) =>
      eventsOf(client).flatMap((event) => (event.type === 'hand.raised' ? event.personId : []));
    expect(raised(prof)).toEqual(['bob', 'ada']);
    expect(raised(ada)).toEqual(['ada']);
    await command(prof, { type: 'hand.lower', personId: 'bob' as never });
    await expect.poll(() => ada.heard.findLast(({ t }) => t === 'place')).toEqual({ t: 'place', place: 1 });
    await expect.poll(() => bob.heard.findLast(({ t }) => t === 'place')).toEqual({ t: 'place' });
    leave();
  });

  it('of a hand outlives a page that is loaded anew, and ends with a goodbye', async () => {
    const classId = newClass();
    const { prof, ada, bob, leave } = await threeIn(classId);
    await command(ada, { type: 'hand.raise' });
    ada.socket.close(1001);
    await ada.closed;
    const back = await RawClient.open(shared.url);
    back.say({ t: 'hello', v: WIRE_VERSION, token: tokenFor(classId, 'ada') });
    const { mine } = await back.next('welcome');
    expect(mine).toMatchObject({ hand: { personId: 'ada' }, place: 1 });
    back.say({ t: 'bye' });
    // A page that reloads leaves and comes back as well: only what follows the hand is the goodbye.
    await expect
      .poll(() =>
        eventsOf(prof)
          .map(({ type }) => type)
          .slice(-2),
      )
      .toEqual(['hand.lowered', 'person.left']);
    bob.socket.terminate();
    leave();
  });

  it('of a poll tells students neither what is right nor what others answered', async () => {
    const classId = newClass();
    const { prof, ada, bob, leave } = await threeIn(classId);
    const form = { kind: 'single' as const, options: ['yes', 'no'], correct: 1 };
    await command(prof, { type: 'poll.draft', draft: { question: 'Is it?', form, anonymous: false } });
    const drafted = eventsOf(prof).find((event) => event.type === 'poll.drafted');
    const { pollId } = drafted!;
    await command(prof, { type: 'poll.open', pollId });
    const attemptId = 'attempt-1' as never;
    await command(ada, { type: 'poll.begin', pollId, attemptId });
    await command(ada, { type: 'poll.answer', pollId, attemptId, answer: { kind: 'single', option: 1 } });
    await expect
      .poll(() => bob.heard.findLast((frame) => frame.t === 'counts')?.counts.answered)
      .toEqual({ [pollId]: 1 });
    expect(eventsOf(bob).map(({ type }) => type)).toEqual(['poll.opened']);
    expect(JSON.stringify(bob.heard)).not.toContain('correct');
    expect(eventsOf(ada).map(({ type }) => type)).toEqual(['poll.opened', 'poll.begun', 'poll.answered']);
    expect(eventsOf(prof).filter(({ type }) => type === 'poll.answered')).toHaveLength(1);

    const back = await RawClient.open(shared.url);
    back.say({ t: 'hello', v: WIRE_VERSION, token: tokenFor(classId, 'ada') });
    const { mine } = await back.next('welcome');
    expect(mine.attempts[pollId]).toEqual({ attemptId, answer: { kind: 'single', option: 1 } });
    back.socket.terminate();
    leave();
  });

  it('WIRE-5: changes as a whole for somebody who is made one of the staff', async () => {
    const classId = newClass();
    const { prof, ada, bob, leave } = await threeIn(classId);
    await command(bob, { type: 'hand.raise' });
    await command(prof, { type: 'person.set-role', personId: 'ada' as never, role: 'assistant' });
    const { you, state } = await ada.next('state');
    expect(you.role).toBe('assistant');
    expect(state.hands).toMatchObject([{ personId: 'bob' }]);
    await command(ada, { type: 'hand.lower', personId: 'bob' as never });
    await expect
      .poll(() => eventsOf(bob).map(({ type }) => type))
      .toEqual(['hand.raised', 'person.role-set', 'hand.lowered']);
    leave();
  });

  it('goes together in one frame where much happens at once, and nothing is lost or out of order', async () => {
    const classId = newClass();
    const { ada, bob, leave } = await threeIn(classId);
    for (let i = 0; i < 20; i++) ada.say(say(`key-together-${i}`, `message ${i}`));
    const texts = () => eventsOf(bob).flatMap((event) => (event.type === 'chat.sent' ? event.text : []));
    await expect.poll(() => texts().length).toBe(20);
    expect(texts()).toEqual(Array.from({ length: 20 }, (_, i) => `message ${i}`));
    expect(bob.heard.filter(({ t }) => t === 'events').length).toBeLessThan(10);
    leave();
  });
});
