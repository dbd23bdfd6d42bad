import { type ClientClock, GatewayClient, type Outcome } from '@rostrum/protocol/client';
import {
  type ClassId,
  type LoggedEvent,
  type StreamId,
  emptyRoom,
  mineIn,
  reduceAll,
  stateIn,
  viewOf,
  withMine,
} from '@rostrum/protocol/room';
import fc from 'fast-check';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import WebSocket from 'ws';
import { type Records, openRecordsInMemory } from '../../records/index.ts';
import type { Room } from '../room.ts';
import { startGateway, tokenFor } from './test-surroundings.ts';

// The promise under everything: whatever people do, and whatever their networks do to them, every client ends
// with the server's state, and what was acknowledged happened exactly once.

const CLIENTS = 4;

const client = fc.nat(CLIENTS - 1);
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ is: fc.constant('say' as const), client, text: fc.string({ maxLength: 12 }) }),
  },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('cut' as const), client }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('duplicate' as const), client }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('leave' as const), client }) },
  {
    weight: 1,
    arbitrary: fc.record({ is: fc.constant('stream' as const), live: fc.boolean(), id: fc.nat(2) }),
  },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('breathe' as const), ms: fc.nat(4) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A page's view of the world, with waits made short and a wire that can be cut and made to stutter. */
class Page {
  readonly outcomes: Promise<Outcome>[] = [];
  readonly #url: string;
  readonly #token: string;
  readonly #random: () => number;
  #client: GatewayClient;
  #socket: WebSocket | undefined;
  #lastCommand: string | undefined;
  #wake: (() => void) | undefined;

  constructor(url: string, token: string, random: () => number) {
    this.#url = url;
    this.#token = token;
    this.#random = random;
    this.#client = this.#open();
  }

  get client(): GatewayClient {
    return this.#client;
  }

  say(text: string): void {
    this.outcomes.push(this.#client.send({ type: 'chat.send', text }));
  }

  cut(): void {
    this.#socket?.terminate();
  }

  /** The last command goes out once more, as a retry does whose first try did arrive. */
  duplicate(): void {
    if (
      this.#socket?.readyState === WebSocket.OPEN &&
      this.#lastCommand &&
      this.#client.status.is === 'open'
    ) {
      this.#socket.send(this.#lastCommand);
    }
  }

  /** Closes the page, and opens it anew with the same token. */
  reopen(): void {
    this.#client.close();
    this.#client = this.#open();
  }

  async reaches(isThere: () => boolean): Promise<void> {
    while (!isThere()) await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  #open(): GatewayClient {
    const clock: ClientClock = {
      now: () => Date.now(),
      after: (ms, call) => {
        const timer = setTimeout(call, ms >= 12_000 ? ms : ms / 50);
        return () => clearTimeout(timer);
      },
    };
    return new GatewayClient({
      token: this.#token,
      clock,
      random: this.#random,
      onChange: () => this.#wake?.(),
      openSocket: (handlers) => {
        const socket = new WebSocket(this.#url);
        this.#socket = socket;
        socket.on('open', () => handlers.handleOpen());
        socket.on('message', (data: Buffer) => handlers.handleMessage(data.toString()));
        socket.on('close', (code) => handlers.handleClose(code));
        socket.on('error', () => undefined);
        return {
          send: (data) => {
            if (data.includes('"t":"command"')) this.#lastCommand = data;
            if (socket.readyState === WebSocket.OPEN) socket.send(data);
          },
          close: () => socket.close(),
        };
      },
    });
  }
}

let records: Records;
let gateway: Awaited<ReturnType<typeof startGateway>>;
beforeAll(async () => {
  records = await openRecordsInMemory();
  gateway = await startGateway(records);
});
afterAll(async () => {
  await gateway.close();
  await records.close();
});

let runs = 0;

async function perform(steps: readonly Step[], seed: number): Promise<void> {
  const classId = `run-${++runs}` as ClassId;
  const room: Room = (await gateway.rooms.open(classId))!;
  const random = seededRandom(seed);
  const pages = Array.from(
    { length: CLIENTS },
    (_, i) => new Page(gateway.url, tokenFor(classId, `person-${i}`), random),
  );
  try {
    for (const [i, one] of steps.entries()) await act(one, i, pages, room);
    const outcomes = await Promise.all(pages.flatMap((page) => page.outcomes));
    await Promise.all(pages.map((page) => page.reaches(() => page.client.status.is === 'open')));
    await expectConvergence(room, pages);

    const log = await gateway.log.read(classId, 0);
    const chats = log.filter(({ event }) => event.type === 'chat.sent');
    expect(new Set(chats.map(({ key }) => key)).size).toBe(chats.length);
    for (const outcome of outcomes)
      if (outcome.ok) expect(log[outcome.seq - 1]?.event.type).toBe('chat.sent');
    const acknowledged = outcomes.flatMap((outcome) => (outcome.ok ? outcome.seq : []));
    expect(new Set(acknowledged).size).toBe(acknowledged.length);
    expectWhole(log, room);
  } finally {
    for (const page of pages) page.client.close();
  }
}

async function act(one: Step, i: number, pages: readonly Page[], room: Room): Promise<void> {
  switch (one.is) {
    case 'say':
      pages[one.client]!.say(`${i} ${one.text}`);
      return;
    case 'cut':
      pages[one.client]!.cut();
      return;
    case 'duplicate':
      pages[one.client]!.duplicate();
      return;
    case 'leave':
      pages[one.client]!.reopen();
      return;
    case 'stream': {
      const streamId = `stream-${one.id}` as StreamId;
      await (one.live ? room.startStream(streamId) : room.stopStream(streamId, 'ended'));
      return;
    }
    case 'breathe':
      // Not to wait for anything: to let more or less of what is under way arrive before the next step.
      await wait(one.ms);
      return;
  }
}

/** Late leaves may still be on their way: they too must reach everyone. */
async function expectConvergence(room: Room, pages: readonly Page[]): Promise<void> {
  const isSame = () =>
    pages.every((page) => isDeepStrictEqual(whatIsSeen(page), whatShouldBeSeen(room, page)));
  const deadline = Date.now() + 5_000;
  while (!isSame() && Date.now() < deadline) await wait(5);
  for (const page of pages) expect(whatIsSeen(page)).toEqual(whatShouldBeSeen(room, page));
  for (const i of pages.keys()) expect(room.state.people[`person-${i}`]).toMatchObject({ here: true });
}

/** Numbers of events that are not for this page may be missing at its end. */
function whatIsSeen({ client }: Page): object {
  return { ...client.room, seq: 0 };
}

function whatShouldBeSeen(room: Room, { client: { you } }: Page): object {
  const { personId, role } = you!;
  const view = viewOf(role);
  return { ...withMine(view, stateIn(view, room.state), personId, mineIn(room.state, personId)), seq: 0 };
}

function expectWhole(log: readonly LoggedEvent[], room: Room): void {
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, i) => i + 1));
  expect(reduceAll(emptyRoom, log.slice(0, room.state.seq))).toEqual(room.state);
}

/** mulberry32: the same seed, the same waits and keys. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

it('WIRE-3: every client ends with the server’s state, and nothing acknowledged is lost or counted twice', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), fc.integer(), perform), {
    numRuns: 60,
    interruptAfterTimeLimit: 20_000,
    markInterruptAsFailure: false,
  });
}, 60_000);
