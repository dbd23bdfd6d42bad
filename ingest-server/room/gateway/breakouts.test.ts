import { BREAKOUT_CHAT_KEPT, type Command, type PersonId, type Role } from '@rostrum/protocol/room';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Records, openRecordsInMemory } from '../../records/index.ts';
import { RawClient, startGateway, tokenFor } from './test-surroundings.ts';

let records: Records;
let gateway: Awaited<ReturnType<typeof startGateway>>;
const limits = { commands: { capacity: 1_000, refillMs: 1 }, frames: { capacity: 1_000, refillMs: 1 } };
beforeEach(async () => {
  records = await openRecordsInMemory();
  gateway = await startGateway(records, { limits });
});
afterEach(async () => {
  await gateway.close();
  await records.close();
});

let keys = 0;

/** Somebody who follows what is written in their room, and comes back when their line breaks. */
class Person {
  client!: RawClient;
  readonly personId: PersonId;
  readonly #token: string;

  private constructor(name: string, role: Role) {
    this.personId = name as PersonId;
    this.#token = tokenFor('c', name, role);
  }

  static async enter(name: string, role: Role = 'student'): Promise<Person> {
    const person = new Person(name, role);
    await person.comeBack();
    return person;
  }

  /** Opens the lane too, and returns the first that is told. */
  async comeBack() {
    this.client = await RawClient.enter(gateway.url, this.#token);
    this.client.say({ t: 'breakout', say: { is: 'open' } });
    return this.told();
  }

  async told() {
    return (await this.client.next('breakout')).told;
  }

  /** In short: what the next that is told is, and of it the words. */
  async hears(): Promise<string> {
    const told = await this.told();
    if (told.is === 'none') return 'none';
    if (told.is === 'lost') return `lost in ${nameOf(told.breakoutId)}: ${told.lost.join(', ')}`;
    const messages = told.is === 'whole' ? told.messages : [told.message];
    return `${told.is} of ${nameOf(told.breakoutId)}: ${messages.map(({ text }) => text).join(', ')}`;
  }

  /** All that it was ever told, as text. */
  get heard(): string {
    return JSON.stringify(this.client.heard);
  }

  async ask(command: Command): Promise<string> {
    const key = `key-number-${++keys}`;
    this.client.say({ t: 'command', key, command });
    for (;;) {
      const answer = this.client.heard.find(
        (frame) => (frame.t === 'done' || frame.t === 'refused') && frame.key === key,
      );
      if (answer) return answer.t === 'refused' ? answer.refusal.code : 'done';
      await once(this.client.socket, 'message');
    }
  }

  say(text: string): Promise<string> {
    return this.ask({ type: 'breakouts.say', text });
  }
}

const breakouts = () => gateway.rooms.get('c' as never)!.state.breakouts;
const nameOf = (id: string) => breakouts().rooms.find(({ breakoutId }) => breakoutId === id)?.name ?? id;
const idOf = (wanted: string) => breakouts().rooms.find(({ name }) => name === wanted)!.breakoutId;

const together = (name: string, ...members: Person[]) => ({
  name,
  members: members.map(({ personId }) => personId),
});
const open = (...rooms: ReturnType<typeof together>[]): Command => ({
  type: 'breakouts.open',
  rooms,
  mayChoose: false,
});

/** Ada and Ann in one room, Bob in the other, all of them told so. */
async function twoRooms() {
  const [prof, ada, ann, bob] = [
    await Person.enter('prof', 'instructor'),
    await Person.enter('ada'),
    await Person.enter('ann'),
    await Person.enter('bob'),
  ];
  await prof.ask(open(together('Red', ada, ann), together('Blue', bob)));
  expect([await ada.hears(), await ann.hears(), await bob.hears()]).toEqual([
    ...['whole of Red: ', 'whole of Red: ', 'whole of Blue: '],
  ]);
  return { prof, ada, ann, bob };
}

describe('what is written in a breakout room', () => {
  it('tells whoever follows it that they are in none, before there are any', async () => {
    const client = await RawClient.enter(gateway.url, tokenFor('c', 'ada'));
    client.say({ t: 'breakout', say: { is: 'open' } });
    expect((await client.next('breakout')).told).toEqual({ is: 'none' });
  });

  it('ROOM-42: comes to who is in it, and to nobody else, staff of the class among them', async () => {
    const { prof, ada, ann, bob } = await twoRooms();
    expect(await ada.say('between us')).toBe('done');
    expect([await ada.hears(), await ann.hears()]).toEqual([
      ...['said of Red: between us', 'said of Red: between us'],
    ]);
    await bob.say('among ourselves');
    expect(await bob.hears()).toBe('said of Blue: among ourselves');
    await prof.ask({ type: 'breakouts.tell', text: 'Two more minutes.' });
    await ann.ask({ type: 'hand.raise' });
    for (const one of [prof, bob]) expect(one.heard).not.toContain('between us');
    for (const one of [prof, ada, ann]) expect(one.heard).not.toContain('among ourselves');
    for (const one of [prof, ada, ann, bob]) expect(one.heard).not.toContain('breakouts.said');
  });

  it('is whole again for whoever moves, of the room where they are now, and is none in the class', async () => {
    const { prof, ada, ann, bob } = await twoRooms();
    await ada.say('one');
    await bob.say('two');
    expect([await ada.hears(), await bob.hears()]).toEqual(['said of Red: one', 'said of Blue: two']);
    await prof.ask({ type: 'breakouts.move', personId: ada.personId, breakoutId: idOf('Blue') });
    expect(await ada.hears()).toBe('whole of Blue: two');
    await bob.say('three');
    expect(await ada.hears()).toBe('said of Blue: three');
    await ada.ask({ type: 'breakouts.leave' });
    expect(await ada.hears()).toBe('none');
    await ann.say('four');
    await bob.say('five');
    await ada.ask({ type: 'breakouts.enter', breakoutId: idOf('Blue') });
    expect(await ada.hears()).toBe('whole of Blue: two, three, five');
    await prof.ask({ type: 'breakouts.enter', breakoutId: idOf('Red') });
    expect(await prof.hears()).toBe('whole of Red: one, four');
    await prof.ask({ type: 'breakouts.end' });
    expect([await prof.hears(), await ada.hears()]).toEqual(['none', 'none']);
  });

  it('ROOM-41: is there again, whole, after a lost connection and after a restart of the server', async () => {
    const { ada, ann } = await twoRooms();
    await ada.say('one');
    ada.client.socket.terminate();
    await ann.say('two');
    expect(await ada.comeBack()).toMatchObject({
      ...{ is: 'whole', messages: [{ text: 'one', personId: 'ada', role: 'student' }, { text: 'two' }] },
    });
    await gateway.close();
    gateway = await startGateway(records, { limits });
    expect(await ann.comeBack()).toMatchObject({ is: 'whole', messages: [{ text: 'one' }, { text: 'two' }] });
  });

  it('is not told any more to a page that has closed it', async () => {
    const { ada, ann } = await twoRooms();
    ann.client.say({ t: 'breakout', say: { is: 'close' } });
    await ann.ask({ type: 'hand.raise' });
    await ada.say('between us');
    await ann.ask({ type: 'hand.lower' });
    expect(ann.heard).not.toContain('between us');
  });

  it('comes with who has lost the connection there, and with who is back', async () => {
    const { ada, ann, bob } = await twoRooms();
    ada.client.socket.terminate();
    expect(await ann.hears()).toBe('lost in Red: ada');
    expect(await ada.comeBack()).toMatchObject({ is: 'whole', lost: [] });
    expect(await ann.hears()).toBe('lost in Red: ');
    ada.client.socket.terminate();
    expect(await ann.hears()).toBe('lost in Red: ada');
    ann.client.socket.terminate();
    expect(await ann.comeBack()).toMatchObject({ is: 'whole', lost: ['ada'] });
    await bob.say('among ourselves');
    expect(await bob.hears()).toBe('said of Blue: among ourselves');
    expect(bob.heard).not.toContain('"lost":["a');
  });

  it('is whole as far as it is kept', async () => {
    const { ada, ann } = await twoRooms();
    for (let i = 0; i < BREAKOUT_CHAT_KEPT; i++) {
      const command: Command = { type: 'breakouts.say', text: `line ${i}` };
      ada.client.say({ t: 'command', key: `line-number-${i}`, command });
    }
    await ada.say(`line ${BREAKOUT_CHAT_KEPT}`);
    ann.client.socket.terminate();
    const told = await ann.comeBack();
    expect(told.is === 'whole' && [told.messages.length, told.messages[0]?.text]).toEqual([
      ...[BREAKOUT_CHAT_KEPT, 'line 1'],
    ]);
  });
});
