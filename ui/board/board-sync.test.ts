import { type BoardListener, BoardLane, type Outcome } from '@rostrum/protocol/client';
import {
  BOARD_UPDATE_MAX_BYTES,
  type BoardSay,
  type BreakoutId,
  type Refusal,
  refuse,
} from '@rostrum/protocol/room';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BoardSync, type SyncState } from './board-sync.ts';
import { BoardDocument, FIRST_PAGE } from './document.ts';
import type { LocalCopy } from './local-copy.ts';
import type { Element } from './pure/element.ts';
import { packPoints } from './pure/points.ts';

const stroke = (id: string, length = 3): Element => ({
  ...{ is: 'stroke', id, tool: 'pen', colour: '#1b231f', width: 80, hasPressure: false },
  ink: packPoints(Array.from({ length: length * 3 }, (_, i) => (i * 37) % 9_000)),
});

/** A server that keeps what it takes, and answers when the test lets it. */
class TestServer {
  readonly taken: Uint8Array[] = [];
  readonly asked: { update: string; settle: (outcome: Outcome) => void }[] = [];
  refusal: Refusal | undefined;
  isAway = false;

  async send({ update }: { update: string }): Promise<Outcome> {
    return new Promise((settle) => {
      this.asked.push({ update, settle });
      if (!this.isAway) this.answer();
    });
  }

  /** What waits while it was away is told with its key again, and done. */
  answer(): void {
    for (const { update, settle } of this.asked.splice(0)) {
      if (this.refusal) settle({ ok: false, refusal: this.refusal });
      else {
        this.taken.push(Buffer.from(update, 'base64'));
        settle({ ok: true, seq: this.taken.length });
      }
    }
  }

  get whole(): string | undefined {
    return this.taken.length === 0 ? undefined : Buffer.from(Y.mergeUpdates(this.taken)).toString('base64');
  }
}

/** A disk that outlives the page. */
class TestCopy implements LocalCopy {
  updates: Uint8Array[] = [];
  load = () => Promise.resolve(this.updates);
  add = async (update: Uint8Array) => void this.updates.push(update);
  replace = async (whole: Uint8Array) => void (this.updates = [whole]);
  clear = async () => void (this.updates = []);
  close = () => undefined;
}

async function start(server: TestServer, copy = new TestCopy()) {
  const says: BoardSay[] = [];
  const states: SyncState[] = [];
  const undone: Refusal[] = [];
  const waits: { ms: number; call: () => void }[] = [];
  const lane: BoardLane = new BoardLane((say) => {
    says.push(say);
    if (say.is === 'open' && !server.isAway) welcome();
  });
  const welcome = () =>
    lane.handleTold(server.whole === undefined ? { is: 'whole' } : { is: 'whole', update: server.whole });
  const document: BoardDocument = new BoardDocument({
    onChange: () => undefined,
    onUpdate: (update, isOurs) => sync.handleUpdate(update, isOurs),
  });
  const sync: BoardSync = new BoardSync({
    client: { board: lane, send: (command) => server.send(command as { update: string } & typeof command) },
    document,
    after: (ms, call) => {
      waits.push({ ms, call });
      return () => undefined;
    },
    onState: (state) => states.push(state),
    onShown: () => undefined,
    onUndone: (refusal) => undone.push(refusal),
    onCopyFailed: (error) => expect(error).toBe('no error'),
  });
  await sync.start(Promise.resolve(copy));
  return {
    ...{ document, sync, lane, says, states, undone, copy, welcome },
    /** Lets answers arrive, and every wait be over. */
    async settle() {
      for (let i = 0; i < 20; i++) {
        await answers();
        for (const { call } of waits.splice(0)) call();
      }
    },
    waits,
    get ids() {
      return document.elementsOf(FIRST_PAGE).map(({ id }) => id);
    },
  };
}

/** Whatever promises have to say. */
async function answers(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

const idsOn = (server: TestServer) => {
  const document = new BoardDocument({ onChange: () => undefined, onUpdate: () => undefined });
  for (const update of server.taken) document.take(update);
  return document.elementsOf(FIRST_PAGE).map(({ id }) => id);
};

describe('a board and its server', () => {
  it('have the same: the first line goes at once, and what is drawn while it travels goes together', async () => {
    const server = new TestServer();
    const its = await start(server);
    server.isAway = true;
    for (const id of ['a', 'b', 'c']) its.document.add(FIRST_PAGE, stroke(id));
    expect(server.asked).toHaveLength(1);
    expect(its.states.at(-1)).toEqual({ is: 'open', waiting: 3 });
    server.isAway = false;
    server.answer();
    await its.settle();
    expect(server.taken).toHaveLength(2);
    expect(idsOn(server)).toEqual(['a', 'b', 'c']);
    expect(its.states.at(-1)).toEqual({ is: 'open', waiting: 0 });
  });

  it('have what was drawn before the board was open', async () => {
    const server = new TestServer();
    server.isAway = true;
    const its = await start(server);
    its.document.add(FIRST_PAGE, stroke('early'));
    server.isAway = false;
    server.answer();
    its.welcome();
    await its.settle();
    expect(idsOn(server)).toEqual(['early']);
  });

  it('have what a page that died had drawn while the server was away', async () => {
    const server = new TestServer();
    const its = await start(server);
    server.isAway = true;
    its.document.add(FIRST_PAGE, stroke('lost'));
    its.sync.close();
    server.asked.splice(0);
    server.isAway = false;
    const next = await start(server, its.copy);
    await next.settle();
    expect(next.ids).toEqual(['lost']);
    expect(idsOn(server)).toEqual(['lost']);
  });

  it('have what was drawn a moment before the board was put away, also where no disk keeps it', async () => {
    const server = new TestServer();
    server.isAway = true;
    const its = await start(server);
    its.welcome();
    for (const id of ['a', 'b', 'c']) its.document.add(FIRST_PAGE, stroke(id));
    expect(server.asked).toHaveLength(1);
    its.sync.close();
    server.answer();
    await answers();
    expect(idsOn(server)).toEqual(['a', 'b', 'c']);
    expect([server.taken.length, its.undone, its.waits]).toEqual([2, [], []]);
  });

  it('have what a server that lost its end had taken before', async () => {
    const server = new TestServer();
    const its = await start(server);
    its.document.add(FIRST_PAGE, stroke('a'));
    await its.settle();
    its.document.add(FIRST_PAGE, stroke('b'));
    await its.settle();
    server.taken.pop();
    its.lane.handleWelcome();
    await its.settle();
    expect(idsOn(server)).toEqual(['a', 'b']);
    its.document.add(FIRST_PAGE, stroke('c'));
    await its.settle();
    expect(idsOn(server)).toEqual(['a', 'b', 'c']);
  });

  it('have it in pieces that fit, however much came together', async () => {
    const server = new TestServer();
    server.isAway = true;
    const its = await start(server);
    for (let i = 0; i < 60; i++) its.document.add(FIRST_PAGE, stroke(`s${i}`, 1_000));
    server.isAway = false;
    server.answer();
    its.welcome();
    await its.settle();
    expect(idsOn(server)).toHaveLength(60);
    expect(server.taken.length).toBeGreaterThan(3);
    for (const update of server.taken) expect(update.length).toBeLessThanOrEqual(BOARD_UPDATE_MAX_BYTES);
  });

  it('wait where the server asks for it', async () => {
    const server = new TestServer();
    const its = await start(server);
    server.refusal = refuse('too-fast', 'That is a lot at once.', 400);
    its.document.add(FIRST_PAGE, stroke('a'));
    await answers();
    expect(its.waits.map(({ ms }) => ms)).toEqual([400]);
    server.refusal = undefined;
    await its.settle();
    expect(idsOn(server)).toEqual(['a']);
    expect(its.undone).toEqual([]);
  });

  it('agree after a refusal: what was not taken is not here either, nor on the disk', async () => {
    const server = new TestServer();
    const its = await start(server);
    its.document.add(FIRST_PAGE, stroke('a'));
    await its.settle();
    server.refusal = refuse('full', 'The board is full.');
    its.document.add(FIRST_PAGE, stroke('b'));
    await its.settle();
    expect(its.undone).toEqual([server.refusal]);
    expect(its.ids).toEqual(['a']);
    server.refusal = undefined;
    const next = await start(server, its.copy);
    expect(next.ids).toEqual(['a']);
    its.document.add(FIRST_PAGE, stroke('c'));
    await its.settle();
    expect(idsOn(server)).toEqual(['a', 'c']);
  });

  it('end in words where what comes can’t be read', async () => {
    const its = await start(new TestServer());
    its.lane.handleTold({ is: 'drawn', update: 'AQHK' });
    expect(its.states.at(-1)).toMatchObject({ is: 'closed', refusal: { code: 'malformed' } });
    expect(its.says.at(-1)).toEqual({ is: 'close' });
  });

  it('go on when it is opened anew after that: lines are sent, and kept on the disk', async () => {
    const server = new TestServer();
    const its = await start(server);
    its.lane.handleTold({ is: 'drawn', update: 'AQHK' });
    its.sync.open();
    expect(its.states.at(-1)).toEqual({ is: 'open', waiting: 0 });
    server.isAway = true;
    its.document.add(FIRST_PAGE, stroke('a'));
    expect(its.states.at(-1)).toEqual({ is: 'open', waiting: 1 });
    server.isAway = false;
    server.answer();
    await its.settle();
    expect(idsOn(server)).toEqual(['a']);
    its.sync.close();
    const next = await start(new TestServer(), its.copy);
    expect(next.ids).toEqual(['a']);
  });
});

it('a board of a breakout room is opened, shown and drawn on as such', async () => {
  const says: BoardSay[] = [];
  const sent: object[] = [];
  const breakoutId = 'red' as BreakoutId;
  const lane: BoardLane = new BoardLane((say) => {
    says.push(say);
    if (say.is === 'open') lane.handleTold({ is: 'whole', breakoutId });
  });
  const document: BoardDocument = new BoardDocument({
    onChange: () => undefined,
    onUpdate: (update, isOurs) => sync.handleUpdate(update, isOurs),
  });
  const send = async (command: object) => {
    sent.push(command);
    return { ok: true as const, seq: 1 };
  };
  const sync: BoardSync = new BoardSync({
    ...{ client: { board: lane, send }, breakoutId, document },
    after: () => () => undefined,
    onState: () => undefined,
    onShown: () => undefined,
    onUndone: () => undefined,
    onCopyFailed: () => undefined,
  });
  await sync.start(Promise.resolve(new TestCopy()));
  document.add(FIRST_PAGE, stroke('a'));
  sync.show({ is: 'nothing' });
  sync.close();
  expect(sent).toMatchObject([{ type: 'board.draw', breakoutId }]);
  expect(says).toEqual([
    { is: 'open', breakoutId },
    { is: 'show', breakoutId, showing: { is: 'nothing' } },
    { is: 'close', breakoutId },
  ]);
});

it('a board that is left before its copy is there opens nothing', async () => {
  const says: BoardSay[] = [];
  const isClosed: string[] = [];
  const document = new BoardDocument({ onChange: () => undefined, onUpdate: () => undefined });
  const sync = new BoardSync({
    client: {
      board: new BoardLane((say) => says.push(say)),
      send: () => Promise.resolve({ ok: true, seq: 1 }),
    },
    document,
    after: () => () => undefined,
    onState: () => undefined,
    onShown: () => undefined,
    onUndone: () => undefined,
    onCopyFailed: () => undefined,
  });
  const copy = Promise.withResolvers<TestCopy>();
  const started = sync.start(copy.promise);
  sync.close();
  copy.resolve(Object.assign(new TestCopy(), { close: () => isClosed.push('copy') }));
  await started;
  expect([says, isClosed]).toEqual([[], ['copy']]);
});

it('only one page listens at a time, and one that was closed hears nothing', () => {
  const says: BoardSay[] = [];
  const heard: string[] = [];
  const lane = new BoardLane((say) => says.push(say));
  const listener =
    (name: string): BoardListener =>
    ({ is }) =>
      heard.push(`${name} ${is}`);
  const closeFirst = lane.open(listener('first'));
  const closeSecond = lane.open(listener('second'));
  closeFirst();
  lane.handleTold({ is: 'whole' });
  closeSecond();
  lane.handleTold({ is: 'whole' });
  lane.handleWelcome();
  lane.show({ is: 'nothing' });
  expect(heard).toEqual(['second whole']);
  expect(says).toEqual([{ is: 'open' }, { is: 'open' }, { is: 'close' }]);
});
