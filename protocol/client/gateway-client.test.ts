import { describe, expect, it } from 'vitest';
import { type ClassId, emptyRoom } from '../room/index.ts';
import { SILENCE_MAX_MS, WIRE_VERSION } from '../wire/index.ts';
import { RefusedError } from './index.ts';
import { type Line, chat, keys, start, stateAt, texts, welcomeOf, you } from './test-surroundings.ts';

const spoken = (line: Line) => line.said.map((frame) => frame.t);
const hi = { type: 'chat.send', text: 'hi' } as const;

describe('getting in', () => {
  it('says hello first and takes over what it is welcomed with', () => {
    const its = start();
    expect(its.client.status).toEqual({ is: 'connecting', attempt: 0 });
    its.line.handlers.handleOpen();
    expect(its.line.said).toEqual([{ t: 'hello', v: WIRE_VERSION, token: 'the-token' }]);
    its.line.tell(welcomeOf({ state: stateAt(2) }));
    expect(its.client.status).toEqual({ is: 'open' });
    expect(its.client.you).toEqual(you);
    expect(texts(its.client)).toEqual(['message 1', 'message 2']);
  });

  it('is up to date the moment it is open, when events come with the state', () => {
    const its = start();
    const seen: number[] = [];
    its.setReact(() => seen.push(its.client.room.seq));
    its.welcome({ state: stateAt(2), events: [chat(3), chat(4)] });
    expect(seen).toEqual([4]);
  });

  it.each([
    ['is at the beginning of time', 42],
    ['is three hours slow', 1_000_000 + 3 * 3_600_000],
    ['is three hours fast', 1_000_000 - 3 * 3_600_000],
  ])('knows the server’s time where its own clock %s', (_, at) => {
    const its = start();
    its.welcome({ state: emptyRoom, at });
    its.clock.pass(100);
    expect(its.client.serverNow()).toBe(at + 100);
    its.welcome({ state: emptyRoom, at: at + 500 });
    expect(its.client.serverNow()).toBe(at + 500);
  });

  it('knows it too when its own clock is corrected in the middle, and does not believe a beat that came late', () => {
    const its = start();
    its.welcome({ at: its.clock.now() + 3_600_000 });
    its.line.tell({ t: 'beat', at: its.clock.now() + 3_600_000 - 3_000 });
    expect(its.client.serverNow()).toBe(its.clock.now() + 3_600_000);
    // The phone's clock jumps by the hour that it was slow.
    its.line.tell({ t: 'beat', at: its.clock.now() });
    expect(its.client.serverNow()).toBe(its.clock.now());
  });

  it('follows a clock that runs away slowly', () => {
    const its = start();
    its.welcome({ at: its.clock.now() });
    for (let lateMs = 100; lateMs <= 1_000; lateMs += 100) {
      its.line.tell({ t: 'beat', at: its.clock.now() - lateMs });
      expect(its.client.serverNow() - its.clock.now() + lateMs).toBeLessThanOrEqual(200);
    }
  });

  it('says which class it is there for, where the page knows', () => {
    const its = start(undefined, { classId: 'c' as ClassId });
    its.line.handlers.handleOpen();
    expect(its.line.said).toMatchObject([{ t: 'hello', classId: 'c' }]);
  });

  it('folds what comes, and passes over what it has', () => {
    const its = start();
    its.welcome({ state: stateAt(2) });
    its.line.tell({ t: 'events', through: 3, events: [chat(2), chat(3)] });
    expect(texts(its.client)).toEqual(['message 1', 'message 2', 'message 3']);
  });
});

describe('commands', () => {
  it('settle when they are done or refused', async () => {
    const its = start();
    its.welcome();
    const [done, refused] = [its.client.send(hi), its.client.send(hi)];
    const [first, second] = keys(its.line) as [string, string];
    const refusal = { code: 'empty', text: 'no' } as const;
    its.line.tell({ t: 'refused', key: second, refusal });
    its.line.tell({ t: 'done', key: first, seq: 7 });
    expect(await done).toEqual({ ok: true, seq: 7 });
    expect(await refused).toEqual({ ok: false, refusal });
  });

  it('given before the welcome wait for it, in order', () => {
    const its = start();
    void its.client.send({ ...hi, text: 'one' });
    void its.client.send({ ...hi, text: 'two' });
    its.line.handlers.handleOpen();
    expect(spoken(its.line)).toEqual(['hello']);
    its.welcome();
    const said = its.line.said.flatMap((frame) => (frame.t === 'command' ? frame.command : []));
    expect(said).toMatchObject([{ text: 'one' }, { text: 'two' }]);
  });

  it('WIRE-4: go again with the same key when the line broke before the answer, and settle once', async () => {
    const its = start();
    its.welcome();
    const outcome = its.client.send(hi);
    const [key] = keys(its.line);
    its.breakAndRetry();
    its.welcome();
    expect(keys(its.line)).toEqual([key]);
    its.line.tell({ t: 'done', key: key!, seq: 3 });
    its.line.tell({ t: 'done', key: key!, seq: 4 });
    expect(await outcome).toEqual({ ok: true, seq: 3 });
    its.breakAndRetry();
    its.welcome();
    expect(keys(its.line)).toEqual([]);
  });

  it('have keys that the server takes, each its own', () => {
    const its = start();
    its.welcome();
    for (let i = 0; i < 200; i++) void its.client.send(hi);
    const made = keys(its.line);
    expect(new Set(made).size).toBe(200);
    for (const key of made) expect(key).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
  });

  it('are refused when it is over, those under way and those that come', async () => {
    const its = start();
    its.welcome();
    const underWay = its.client.send(hi);
    its.client.close();
    expect(await underWay).toMatchObject({ ok: false });
    expect(await its.client.send(hi)).toMatchObject({ ok: false });
  });
});

describe('a line that breaks', () => {
  it('is opened again, and only what was missed is asked for', () => {
    const its = start();
    its.welcome({ state: stateAt(3) });
    its.breakAndRetry();
    its.line.handlers.handleOpen();
    expect(its.line.said).toMatchObject([{ t: 'hello', since: 3 }]);
    its.line.tell(welcomeOf({ events: [chat(4)] }));
    expect(its.client.room).toEqual(stateAt(4));
  });

  it('says which log it was told, so that one which lost its end tells it anew', () => {
    const its = start();
    its.welcome({ state: stateAt(3), logId: 'the-log' });
    its.line.handlers.handleClose();
    its.clock.pass(60_000);
    its.line.handlers.handleOpen();
    expect(its.line.said).toMatchObject([{ t: 'hello', since: 3, logId: 'the-log' }]);
  });

  it('is tried after waits that grow up to a limit, anywhere under a doubling ceiling', () => {
    const its = start(() => 1);
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      its.line.handlers.handleClose();
      const { status } = its.client;
      if (status.is !== 'waiting') throw new Error(`it is ${status.is}`);
      waits.push(status.untilMs - its.clock.now());
      its.clock.pass(status.untilMs - its.clock.now());
      expect(its.client.status.is).toBe('connecting');
    }
    expect(waits).toEqual([500, 1000, ...Array<number>(7).fill(2000), ...Array<number>(3).fill(8000)]);
    its.welcome();
    its.line.handlers.handleClose();
    expect(its.client.status).toMatchObject({ is: 'waiting', attempt: 0 });
  });

  it('says nothing any more: what comes late from it is not heard', () => {
    const its = start();
    its.welcome({ state: stateAt(1) });
    const old = its.line;
    its.breakAndRetry();
    its.welcome({ events: [chat(2)] });
    old.tell({ t: 'events', through: 3, events: [chat(3, 'from the grave')] });
    old.handlers.handleClose();
    expect(its.client.status.is).toBe('open');
    expect(its.client.room.seq).toBe(2);
  });

  it('WIRE-10: is noticed by silence, and not while the server beats', () => {
    const its = start();
    its.welcome();
    for (let i = 0; i < 5; i++) {
      its.clock.pass(SILENCE_MAX_MS - 1);
      its.line.tell({ t: 'beat', at: 1 });
    }
    expect(its.client.status.is).toBe('open');
    const silent = its.line;
    its.clock.pass(SILENCE_MAX_MS);
    expect(silent.isClosed).toBe(true);
    expect(its.client.status.is).not.toBe('open');
  });
});

describe('a goodbye from the server', () => {
  const refusal = { code: 'server-error', text: 'restarting', retryAfterMs: 3000 } as const;

  it('is tried at once where somebody has reason to, but not before a time that the server named', () => {
    const its = start(() => 1);
    its.client.hurry();
    its.welcome();
    its.client.hurry();
    expect(its.lines).toHaveLength(1);
    its.line.handlers.handleClose();
    its.client.hurry();
    expect(its.lines).toHaveLength(2);
    its.clock.pass(8_000);
    expect(its.lines).toHaveLength(2);

    its.welcome();
    const refusal = { code: 'too-fast', text: 'Slower.', retryAfterMs: 5_000 } as const;
    its.line.tell({ t: 'bye', again: true, refusal });
    its.client.hurry();
    expect(its.lines).toHaveLength(2);
  });

  it('that asks to come back is followed after at least the time it names', () => {
    const its = start(() => 0);
    its.welcome();
    its.line.tell({ t: 'bye', refusal, again: true });
    expect(its.line.isClosed).toBe(true);
    its.clock.pass(2999);
    expect(its.client.status.is).toBe('waiting');
    its.clock.pass(1);
    expect(its.client.status.is).toBe('connecting');
  });

  it('that is final ends everything, with its reason', async () => {
    const its = start();
    its.welcome();
    const outcome = its.client.send(hi);
    const final = { code: 'expired-token', text: 'expired' } as const;
    its.line.tell({ t: 'bye', refusal: final, again: false });
    expect(its.client.status).toEqual({ is: 'closed', refusal: final });
    expect(await outcome).toEqual({ ok: false, refusal: final });
    its.clock.pass(60_000);
    expect(its.lines).toHaveLength(1);
    expect(its.clock.waiting).toBe(0);
  });

  it.each(['no json', '{"t":"confetti"}', '{"t":"welcome"}'])(
    'that is not understood (%s) ends it too',
    (data) => {
      const its = start();
      its.line.handlers.handleOpen();
      its.line.handlers.handleMessage(data);
      expect(its.client.status).toMatchObject({ is: 'closed', refusal: { code: 'malformed' } });
      expect(its.line.isClosed).toBe(true);
    },
  );
});

describe('questions', () => {
  const question = { type: 'media.capabilities' } as const;
  const idOf = (line: Line) => line.said.flatMap((frame) => (frame.t === 'ask' ? frame.id : [])).at(-1)!;

  it('resolve with the answer', async () => {
    const its = start();
    its.welcome();
    const asked = its.client.ask(question);
    its.line.tell({ t: 'answer', id: idOf(its.line), answer: { rtpCapabilities: { codecs: [] } } });
    expect(await asked).toEqual({ rtpCapabilities: { codecs: [] } });
  });

  it('reject with the refusal', async () => {
    const its = start();
    its.welcome();
    const asked = its.client.ask(question);
    const refusal = { code: 'no-media', text: 'none' } as const;
    its.line.tell({ t: 'unanswered', id: idOf(its.line), refusal });
    const error = await asked.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RefusedError);
    expect((error as RefusedError).refusal).toEqual(refusal);
  });

  it('reject when the answer is none', async () => {
    const its = start();
    its.welcome();
    const asked = its.client.ask(question);
    its.line.tell({ t: 'answer', id: idOf(its.line), answer: { capabilities: 'many' } });
    await expect(asked).rejects.toThrow();
  });

  it('reject when the line breaks or is not there, and are not asked again', async () => {
    const its = start();
    await expect(its.client.ask(question)).rejects.toThrow('while connecting');
    its.welcome();
    const asked = its.client.ask(question);
    its.breakAndRetry();
    await expect(asked).rejects.toThrow('before media.capabilities was answered');
    its.welcome();
    expect(spoken(its.line)).toEqual(['hello']);
  });
});

describe('closing', () => {
  it('says goodbye, leaves nothing ticking, and can be done twice', () => {
    const its = start();
    its.welcome();
    its.client.close();
    its.client.close();
    expect(spoken(its.line)).toEqual(['hello', 'bye']);
    expect(its.line.isClosed).toBe(true);
    expect(its.client.status).toEqual({ is: 'closed' });
    expect(its.clock.waiting).toBe(0);
  });

  it('while it waits for the next try ends the waiting', () => {
    const its = start();
    its.welcome();
    its.line.handlers.handleClose();
    its.client.close();
    its.clock.pass(60_000);
    expect(its.lines).toHaveLength(1);
    expect(its.clock.waiting).toBe(0);
  });

  it('from within a change it tells of opens no line behind it', () => {
    const its = start();
    its.welcome();
    its.line.handlers.handleClose();
    its.setReact(() => its.client.close());
    its.clock.pass(60_000);
    expect(its.client.status).toEqual({ is: 'closed' });
    expect(its.lines).toHaveLength(1);
    expect(its.clock.waiting).toBe(0);
  });
});

it('tells of every change', () => {
  const its = start();
  its.welcome();
  its.line.tell({ t: 'events', through: 1, events: [chat(1)] });
  its.breakAndRetry();
  expect(its.statuses).toEqual(['open', 'open', 'waiting', 'connecting']);
});

it('says how its player does while there is a connection, and never later', () => {
  const report = { playedMs: 10_000, stalls: 0, stalledMs: 0, switches: 0, errors: 0 };
  const its = start();
  its.client.report(report);
  its.welcome();
  expect(spoken(its.line)).toEqual(['hello']);
  its.client.report(report);
  expect(its.line.said.at(-1)).toEqual({ t: 'report', report });
});
