import type { SocketHandlers } from '@rostrum/protocol/client';
import type { Overview } from '@rostrum/protocol/http';
import type { NodeFacts, OperationsTold } from '@rostrum/protocol/operations';
import { type ClassId, refuse } from '@rostrum/protocol/room';
import { type ClientFrame, type ServerFrame, WIRE_VERSION } from '@rostrum/protocol/wire';
import type { ServerAnswer } from '@rostrum/ui';
import { describe, expect, it } from 'vitest';
import type { Grant } from '../access.ts';
import type { WatchEvent } from './pure/watch-state.ts';
import { WatchLink } from './watch-link.ts';

const waves = 'waves' as ClassId;
const LIFETIME_MS = 900_000;

const overview: Overview = {
  ...{ institutionName: 'Demo', version: '0.1.0', startedAt: 0, at: 1, classes: [] },
  transcoder: { status: 'ready', version: '5.1', path: '/usr/bin/ffmpeg' },
  media: { workers: 2, ports: [4440] },
};
const node: NodeFacts = {
  ...{ at: 1, cpu: 0.2, memoryBytes: 1, eventLoopP99Ms: 3, sockets: 1, webRtc: 0, diskFreeBytes: 5 },
  ...{ spool: { segments: 0, bytes: 0 }, logWriteP95Ms: 2, certificateDays: null, draining: false },
};
const figures: OperationsTold = { told: 'overview', overview, node };

/** Time that passes when it is told to. */
class TestClock {
  #now = 0;
  readonly #timers = new Set<{ at: number; call: () => void }>();

  now = () => this.#now;

  after = (ms: number, call: () => void) => {
    const timer = { at: this.#now + ms, call };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  };

  pass(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.call();
    }
    this.#now = until;
  }
}

/** The server's end of one socket, played by the test. */
interface Line {
  said: ClientFrame[];
  isClosed: boolean;
  handlers: SocketHandlers;
  tell(frame: ServerFrame): void;
  told(told: OperationsTold): void;
}

/** Tokens are numbered; `refusals` come in their place while there are any. */
function start(answers: Exclude<ServerAnswer<Grant>, { is: 'value' }>[] = []) {
  const clock = new TestClock();
  const lines: Line[] = [];
  const events: WatchEvent[] = [];
  const told: OperationsTold[] = [];
  const forgotten: string[] = [];
  const grants: number[] = [];
  const link = new WatchLink({
    access: {
      grant: async (longerThanMs = 0) => {
        grants.push(longerThanMs);
        const refused = answers.shift();
        if (refused) return refused;
        return { is: 'value', value: { token: `token ${grants.length}`, leftMs: LIFETIME_MS } };
      },
      forget: (token) => void forgotten.push(token),
    },
    openSocket: (handlers) => {
      const line: Line = {
        ...{ said: [], isClosed: false, handlers },
        tell: (frame) => handlers.handleMessage(JSON.stringify(frame)),
        told: (said) => handlers.handleMessage(JSON.stringify({ t: 'operations', told: said })),
      };
      lines.push(line);
      return {
        send: (data) => void line.said.push(JSON.parse(data) as ClientFrame),
        close: () => void (line.isClosed = true),
      };
    },
    clock,
    random: () => 1,
    onEvent: (event) => void events.push(event),
    onTold: (what) => void told.push(what),
  });
  /** The newest socket, opened by the network. */
  const line = async (): Promise<Line> => {
    await settled();
    const newest = lines.at(-1);
    if (!newest) throw new Error('no socket was opened');
    newest.handlers.handleOpen();
    return newest;
  };
  return { link, clock, lines, line, events, told, forgotten, grants };
}

/** Whatever was promised has come. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

const kinds = (events: readonly WatchEvent[]) => events.map(({ is }) => is);

describe('the line of a dashboard', () => {
  it('says who watches, and tells what comes', async () => {
    const its = start();
    const line = await its.line();
    expect(line.said).toEqual([{ t: 'watch', v: WIRE_VERSION, token: 'token 1' }]);
    line.told(figures);
    line.told({ told: 'alerts', open: [], past: [] });
    expect(its.events).toEqual([{ is: 'figures', overview, node, atMs: 0 }]);
    expect(its.told.map(({ told }) => told)).toEqual(['overview', 'alerts']);
  });

  it('looks into a class as soon as it is let in, and again after it was away', async () => {
    const its = start();
    its.link.open(waves);
    const first = await its.line();
    expect(first.said).toHaveLength(1);
    first.told(figures);
    expect(first.said.slice(1)).toEqual([{ t: 'operations', say: { say: 'open', classId: waves } }]);

    first.handlers.handleClose();
    its.clock.pass(10_000);
    const second = await its.line();
    second.told(figures);
    expect(second.said.slice(1)).toEqual([{ t: 'operations', say: { say: 'open', classId: waves } }]);

    its.link.shut();
    its.link.shut();
    expect(second.said.slice(2)).toEqual([{ t: 'operations', say: { say: 'shut' } }]);
  });

  it('says a fresh token on the same socket before the old one runs out', async () => {
    const its = start();
    const line = await its.line();
    line.told(figures);
    for (let second = 0; second < LIFETIME_MS / 1000 - 61; second += 1) {
      its.clock.pass(1_000);
      line.told(figures);
    }
    expect(its.grants).toEqual([0]);
    its.clock.pass(1_000);
    await settled();
    expect(its.grants).toEqual([0, 60_000]);
    expect(line.said).toEqual([
      { t: 'watch', v: WIRE_VERSION, token: 'token 1' },
      { t: 'watch', v: WIRE_VERSION, token: 'token 2' },
    ]);
  });

  it('is late when figures are missing, and lost when nothing comes at all', async () => {
    const its = start();
    const line = await its.line();
    line.told(figures);
    its.clock.pass(4_000);
    expect(kinds(its.events)).toEqual(['figures', 'late']);
    line.tell({ t: 'beat', at: 1 });
    its.clock.pass(14_999);
    expect(kinds(its.events)).toEqual(['figures', 'late']);
    its.clock.pass(1);
    expect(kinds(its.events)).toEqual(['figures', 'late', 'lost']);
    expect(line.isClosed).toBe(true);
  });

  it('waits longer after each failure, and not at all where the network is back', async () => {
    const its = start();
    for (const waitMs of [250, 500, 1_000]) {
      const line = await its.line();
      line.handlers.handleClose();
      const opened = its.lines.length;
      its.clock.pass(waitMs - 1);
      await settled();
      expect(its.lines).toHaveLength(opened);
      its.clock.pass(1);
    }
    (await its.line()).handlers.handleClose();
    its.link.hurry();
    await settled();
    expect(its.lines).toHaveLength(5);
  });

  it('waits as long as the server asks for, and tells why', async () => {
    const its = start();
    const refusal = refuse('too-many', 'Too many dashboards are open.', 5_000);
    (await its.line()).tell({ t: 'bye', refusal, again: true });
    expect(its.events).toEqual([{ is: 'lost', refusal }]);
    its.link.hurry();
    its.clock.pass(4_999);
    await settled();
    expect(its.lines).toHaveLength(1);
    its.clock.pass(251);
    await settled();
    expect(its.lines).toHaveLength(2);
  });

  it('tries one new token where the server takes the old one no longer', async () => {
    const its = start();
    const refusal = refuse('expired-token', 'Your access has run out.');
    (await its.line()).tell({ t: 'bye', refusal, again: false });
    expect(its.forgotten).toEqual(['token 1']);
    const second = await its.line();
    expect(second.said).toEqual([{ t: 'watch', v: WIRE_VERSION, token: 'token 2' }]);
    second.tell({ t: 'bye', refusal, again: false });
    expect(its.events).toEqual([{ is: 'refused', refusal }]);
  });

  it('ends where the server says so for good', async () => {
    const its = start();
    const refusal = refuse('not-allowed', 'This is for admins.');
    const line = await its.line();
    line.tell({ t: 'bye', refusal, again: false });
    expect(its.events).toEqual([{ is: 'refused', refusal }]);
    expect(line.isClosed).toBe(true);
    its.clock.pass(60_000);
    await settled();
    expect(its.lines).toHaveLength(1);
  });

  it('ends where the page and the server don’t understand each other', async () => {
    const its = start();
    (await its.line()).handlers.handleMessage('{"t":"operations","told":{"told":"weather"}}');
    expect(its.events).toMatchObject([{ is: 'refused', refusal: { code: 'malformed' } }]);
  });

  it('asks for a token again while the server is away, and no more once that is refused', async () => {
    const revoked = { is: 'refused', refusal: refuse('revoked', 'Your access was taken back.') } as const;
    const its = start([{ is: 'unreachable', cause: new Error('away') }, revoked]);
    await settled();
    expect(kinds(its.events)).toEqual(['lost']);
    its.clock.pass(250);
    await settled();
    expect(kinds(its.events)).toEqual(['lost', 'refused']);
    expect(its.lines).toEqual([]);
  });

  it('hears nothing more of a socket that it has left', async () => {
    const its = start();
    const line = await its.line();
    its.link.close();
    expect(line.isClosed).toBe(true);
    line.told(figures);
    line.handlers.handleClose();
    its.clock.pass(60_000);
    await settled();
    expect(its.events).toEqual([]);
    expect(its.lines).toHaveLength(1);
  });
});
