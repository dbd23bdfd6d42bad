import type { BreakoutId, Command, Event } from '@rostrum/protocol/room';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Records, openRecordsInMemory } from '../../records/index.ts';
import { RawClient, startGateway, tokenFor } from './test-surroundings.ts';

let records: Records;
let gateway: Awaited<ReturnType<typeof startGateway>>;
beforeEach(async () => {
  records = await openRecordsInMemory();
  gateway = await startGateway(records);
});
afterEach(async () => {
  await gateway.close();
  await records.close();
});

let keys = 0;

/** Somebody with a board of their own, which they keep while their line is down. */
class Drawer {
  readonly doc = new Y.Doc();
  client!: RawClient;
  readonly #token: string;

  readonly #where: { readonly breakoutId?: BreakoutId };

  /** At the class's board, or at that of a breakout room. */
  constructor(
    person: string,
    role: 'instructor' | 'student' | 'assistant' = 'instructor',
    breakoutId?: BreakoutId,
  ) {
    this.#token = tokenFor('c', person, role);
    this.#where = breakoutId === undefined ? {} : { breakoutId };
  }

  async enter(): Promise<this> {
    this.client = await RawClient.enter(gateway.url, this.#token);
    return this;
  }

  /** Opens the board and takes up all that is on it. */
  async open(): Promise<this> {
    this.client.say({ t: 'board', say: { is: 'open', ...this.#where } });
    const told = await this.told('whole');
    expect(told.breakoutId).toBe(this.#where.breakoutId);
    if (told.update) this.#apply(told.update);
    return this;
  }

  /** Draws, and returns what that changed. */
  change(draw: (ink: Y.Array<string>) => void): string {
    const before = Y.encodeStateVector(this.doc);
    draw(this.doc.getArray<string>('ink'));
    return Buffer.from(Y.encodeStateAsUpdate(this.doc, before)).toString('base64');
  }

  ask(command: Command): Promise<'done' | string> {
    const key = `key-number-${++keys}`;
    this.client.say({ t: 'command', key, command });
    return this.#answer(key);
  }

  draw(update: string): Promise<'done' | string> {
    return this.ask({ type: 'board.draw', ...this.#where, update });
  }

  /** Takes up what is drawn until it looks like this. */
  async sees(...ink: string[]): Promise<void> {
    while (this.ink.join() !== ink.join()) this.#apply((await this.told('drawn')).update);
  }

  get ink(): string[] {
    return this.doc.getArray<string>('ink').toArray();
  }

  async told<I extends 'whole' | 'drawn' | 'shown' | 'closed'>(is: I) {
    for (;;) {
      const { told } = await this.client.next('board');
      if (told.is === is && told.breakoutId === this.#where.breakoutId)
        return told as Extract<typeof told, { is: I }>;
    }
  }

  async #answer(key: string): Promise<string> {
    for (;;) {
      const frame = this.client.heard.find(
        (one) => (one.t === 'done' || one.t === 'refused') && one.key === key,
      );
      if (frame) return frame.t === 'refused' ? frame.refusal.code : 'done';
      await once(this.client.socket, 'message');
    }
  }

  #apply(update: string): void {
    Y.applyUpdate(this.doc, Buffer.from(update, 'base64'));
  }
}

const add = (text: string) => (ink: Y.Array<string>) => ink.push([text]);
const typesIn = (events: readonly { event: Event }[]) => events.map(({ event }) => event.type);

describe('the board of a class', () => {
  it('comes to the same for all who draw at once', async () => {
    const grace = await (await new Drawer('grace').enter()).open();
    const alan = await (await new Drawer('alan', 'assistant').enter()).open();
    const [one, two] = [grace.change(add('a line')), alan.change(add('a circle'))];
    expect(await Promise.all([grace.draw(one), alan.draw(two)])).toEqual(['done', 'done']);
    while (grace.ink.length < 2) Y.applyUpdate(grace.doc, bytes((await grace.told('drawn')).update));
    while (alan.ink.length < 2) Y.applyUpdate(alan.doc, bytes((await alan.told('drawn')).update));
    expect(grace.ink).toEqual(alan.ink);
  });

  it('is whole for whoever comes late, as one update', async () => {
    const grace = await (await new Drawer('grace').enter()).open();
    for (const text of ['one', 'two', 'three']) await grace.draw(grace.change(add(text)));
    const late = await (await new Drawer('alan').enter()).open();
    expect(late.ink).toEqual(['one', 'two', 'three']);
  });

  it('has what was drawn while the line was down, and what others drew meanwhile', async () => {
    const grace = await (await new Drawer('grace').enter()).open();
    const alan = await (await new Drawer('alan').enter()).open();
    await grace.draw(grace.change(add('before')));
    await alan.sees('before');
    grace.client.socket.terminate();
    const offline = grace.change(add('offline'));
    await alan.draw(alan.change((ink) => ink.insert(0, ['meanwhile'])));
    await (await grace.enter()).open();
    await grace.draw(offline);
    await alan.sees('meanwhile', 'before', 'offline');
    expect(grace.ink).toEqual(alan.ink);
  });

  it('outlives a restart of the server, and takes up what was drawn without it', async () => {
    const grace = await (await new Drawer('grace').enter()).open();
    await grace.draw(grace.change(add('before')));
    await gateway.close();
    const offline = grace.change(add('offline'));
    gateway = await startGateway(records);
    await (await grace.enter()).open();
    expect(await grace.draw(offline)).toBe('done');
    expect((await (await new Drawer('alan').enter()).open()).ink).toEqual(['before', 'offline']);
  });

  it('is written as one once much was drawn, and loses nothing by it', async () => {
    const grace = await (await new Drawer('grace').enter()).open();
    const long = (letter: string) => letter.repeat(20_000);
    for (const letter of ['a', 'b', 'c', 'd']) await grace.draw(grace.change(add(long(letter))));
    // The place behind the checkpoint is known once it is in the log.
    await grace.draw(grace.change(add('e')));
    const log = await gateway.log.read('c' as never, 0);
    expect(typesIn(log).filter((type) => type === 'board.checkpointed')).toHaveLength(1);
    const room = (await gateway.rooms.open('c' as never))!;
    expect(room.state.board.updates.length).toBeLessThan(5);
    const late = await (await new Drawer('alan').enter()).open();
    expect(late.ink).toEqual(grace.ink);
  });

  it('shows at once what is being drawn, to the others who have it open alone', async () => {
    const grace = await (await new Drawer('grace').enter()).open();
    const alan = await (await new Drawer('alan').enter()).open();
    const student = await new Drawer('ada', 'student').enter();
    const showing = { is: 'pointer', pageId: 'first', x: 100, y: 200, laser: true };
    grace.client.say({ t: 'board', say: { is: 'show', showing } });
    expect(await alan.told('shown')).toEqual({
      ...{ is: 'shown', personId: 'grace', name: 'grace’s name', showing },
    });
    expect(await student.ask({ type: 'hand.raise' })).toBe('done');
    await grace.draw(grace.change(add('a line')));
    await student.ask({ type: 'hand.lower' });
    for (const { client } of [student, grace])
      expect(client.heard.filter((frame) => frame.t === 'board' && frame.told.is === 'shown')).toEqual([]);
    expect(student.client.heard.filter(({ t }) => t === 'board')).toEqual([]);
    expect(JSON.stringify(student.client.heard)).not.toContain('board.drawn');
  });

  it('opens to a student only when staff allow it, and closes when they take it back', async () => {
    const grace = await new Drawer('grace').enter();
    const ada = await new Drawer('ada', 'student').enter();
    ada.client.say({ t: 'board', say: { is: 'open' } });
    expect(await ada.told('closed')).toMatchObject({ refusal: { code: 'not-allowed' } });
    expect(await ada.draw(ada.change(add('no')))).toBe('not-allowed');
    const allow = (allowed: boolean) =>
      grace.ask({ type: 'person.allow', personId: 'ada' as never, what: 'draw', allowed });
    await allow(true);
    await ada.open();
    expect(await ada.draw(ada.change(add('yes')))).toBe('done');
    await allow(false);
    expect(await ada.told('closed')).toMatchObject({ refusal: { code: 'not-allowed' } });
    await grace.ask({ type: 'board.allow-all', allowed: true });
    await ada.open();
  });

  it('refuses what no page could read', async () => {
    const grace = await new Drawer('grace').enter();
    expect(await grace.draw('AQHK')).toBe('malformed');
    expect(await grace.draw('not base64')).toBe('malformed');
  });
});

describe('the board of a breakout room', () => {
  /** Ada and Alan are in the first room, Bob in the second. */
  async function openRooms() {
    const grace = await new Drawer('grace').enter();
    const others = ['ada', 'alan', 'bob'].map((name) => new Drawer(name, 'student'));
    for (const other of others) await other.enter();
    const member = (name: string) => name as never;
    const outcome = await grace.ask({
      ...{ type: 'breakouts.open', mayChoose: false },
      rooms: [
        { name: 'Red', members: [member('ada'), member('alan')] },
        { name: 'Blue', members: [member('bob')] },
      ],
    });
    expect(outcome).toBe('done');
    const room = (await gateway.rooms.open('c' as never))!;
    const [red, blue] = room.state.breakouts.rooms.map(({ breakoutId }) => breakoutId);
    return { grace, red: red!, blue: blue! };
  }
  const at = async (name: string, breakoutId: BreakoutId, role: 'student' | 'instructor' = 'student') =>
    (await new Drawer(name, role, breakoutId).enter()).open();

  it('ROOM-42: is drawn on by those who are in it, and told to nobody else', async () => {
    const { grace, red, blue } = await openRooms();
    await grace.open();
    const [ada, alan, bob] = [await at('ada', red), await at('alan', red), await at('bob', blue)];
    expect(await ada.draw(ada.change(add('ours')))).toBe('done');
    await alan.sees('ours');
    expect(await bob.ask({ type: 'board.draw', breakoutId: red, update: bob.change(add('no')) })).toBe(
      'not-allowed',
    );
    bob.client.say({ t: 'board', say: { is: 'open', breakoutId: red } });
    const { told } = await bob.client.next('board');
    expect(told).toMatchObject({ is: 'closed', breakoutId: red, refusal: { code: 'not-allowed' } });
    // Whatever is told before what they do themselves has come by then.
    for (const one of [grace, bob]) {
      expect(await one.ask({ type: 'hand.raise' })).toBe('done');
      expect(JSON.stringify(one.client.heard)).not.toContain('"drawn"');
    }
  });

  it('ROOM-41: is the same after a lost connection and a restart of the server', async () => {
    const { red } = await openRooms();
    const ada = await at('ada', red);
    await ada.draw(ada.change(add('before')));
    ada.client.socket.terminate();
    const offline = ada.change(add('offline'));
    await gateway.close();
    gateway = await startGateway(records);
    await (await ada.enter()).open();
    expect(await ada.draw(offline)).toBe('done');
    expect((await at('alan', red)).ink).toEqual(['before', 'offline']);
  });

  it('closes to who is moved or goes back to the class, and opens in the other room', async () => {
    const { grace, red, blue } = await openRooms();
    const ada = await at('ada', red);
    await grace.ask({ type: 'breakouts.move', personId: 'ada' as never, breakoutId: blue });
    expect(await ada.told('closed')).toMatchObject({ refusal: { code: 'not-allowed' } });
    expect(await ada.draw(ada.change(add('late')))).toBe('not-allowed');
    const there = await at('ada', blue);
    expect(await there.ask({ type: 'breakouts.leave' })).toBe('done');
    await there.told('closed');
  });

  it('is open to staff while they look in, beside the class’s own', async () => {
    const { grace, red } = await openRooms();
    const ada = await at('ada', red);
    await grace.open();
    grace.client.say({ t: 'board', say: { is: 'open', breakoutId: red } });
    expect((await grace.client.next('board')).told).toMatchObject({ is: 'closed', breakoutId: red });
    await grace.ask({ type: 'breakouts.enter', breakoutId: red });
    const visitor = await at('grace', red, 'instructor');
    await visitor.draw(visitor.change(add('a hint')));
    await ada.sees('a hint');
    expect(await grace.draw(grace.change(add('for all')))).toBe('done');
    await grace.sees('for all');
  });

  it('is forgotten when the rooms end', async () => {
    const { grace, red } = await openRooms();
    const ada = await at('ada', red);
    await ada.draw(ada.change(add('ours')));
    await grace.ask({ type: 'breakouts.end' });
    await ada.told('closed');
    const room = (await gateway.rooms.open('c' as never))!;
    expect(room.state.board.rooms).toEqual({});
  });
});

function bytes(update: string): Uint8Array {
  return Buffer.from(update, 'base64');
}
