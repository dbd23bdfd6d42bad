import { type ClassId, type MessageId, type PersonId, emptyRoom, mineIn } from '@rostrum/protocol/room';
import { type ServerFrame, WIRE_VERSION, noCounts } from '@rostrum/protocol/wire';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { socketUrlOf } from './browser-socket.ts';
import { ClassConnection } from './class-connection.svelte.ts';

/** The browser's socket with the network in the test's hands. */
class TestSocket extends EventTarget {
  static last: TestSocket;
  readonly sent: unknown[] = [];
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    TestSocket.last = this;
  }

  send(data: string): void {
    this.sent.push(JSON.parse(data));
  }

  close(): void {
    this.dispatchEvent(new Event('close'));
  }

  receive(frame: ServerFrame): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }));
  }
}

const personId = 'p1' as PersonId;
const you = {
  personId,
  name: 'Ada',
  role: 'student',
  classId: 'c1' as ClassId,
  classTitle: 'Waves',
} as const;
const said = {
  ...({
    type: 'chat.sent',
    messageId: 'm1' as MessageId,
    personId,
    name: 'Ada',
    role: 'student',
    text: 'Hello',
  } as const),
};
const welcome: ServerFrame = {
  ...{ t: 'welcome', v: WIRE_VERSION, you, at: 0, resume: 'r', through: 0, state: emptyRoom },
  ...{ counts: { ...noCounts, here: 2 }, mine: mineIn(emptyRoom, personId) },
};

beforeEach(() => {
  vi.stubGlobal('WebSocket', TestSocket);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a connection to a class', () => {
  it('says hello with its token, and then shows what the gateway tells', () => {
    const connection = new ClassConnection({ socketUrl: 'ws://school/socket', token: 't' });
    expect(connection.status).toEqual({ is: 'connecting', attempt: 0 });

    TestSocket.last.dispatchEvent(new Event('open'));
    expect(TestSocket.last.sent).toEqual([{ t: 'hello', v: WIRE_VERSION, token: 't' }]);
    TestSocket.last.receive(welcome);
    expect(connection.status).toEqual({ is: 'open' });
    expect(connection.you).toEqual(you);

    expect(connection.counts.here).toBe(2);

    TestSocket.last.receive({ t: 'events', through: 1, events: [{ seq: 1, at: 5, event: said }] });
    expect(connection.room.chat.messages.map(({ text }) => text)).toEqual(['Hello']);
    TestSocket.last.receive({ t: 'place', place: 3 });
    expect(connection.place).toBe(3);
    connection.close();
  });

  it('leaves with a word, and may be closed twice', () => {
    const connection = new ClassConnection({ socketUrl: 'ws://school/socket', token: 't' });
    TestSocket.last.dispatchEvent(new Event('open'));
    TestSocket.last.receive(welcome);
    connection.close();
    connection.close();
    expect(connection.status).toEqual({ is: 'closed' });
    expect(TestSocket.last.sent.at(-1)).toEqual({ t: 'bye' });
  });

  it('waits when the line goes, and says until when', () => {
    const connection = new ClassConnection({ socketUrl: 'ws://school/socket', token: 't' });
    TestSocket.last.dispatchEvent(new Event('open'));
    TestSocket.last.receive(welcome);
    TestSocket.last.dispatchEvent(new Event('close'));
    expect(connection.status).toMatchObject({ is: 'waiting', attempt: 0 });
    connection.close();
    expect(connection.status).toEqual({ is: 'closed' });
  });
});

it('lets go of its line when the page is put away, and comes back by itself as the same person', () => {
  vi.useFakeTimers();
  const connection = new ClassConnection({ socketUrl: 'ws://school/socket', token: 't' });
  const first = TestSocket.last;
  first.dispatchEvent(new Event('open'));
  first.receive(welcome);
  connection.rest();
  connection.rest();
  expect(connection.status).toMatchObject({ is: 'waiting', attempt: 0 });

  vi.runOnlyPendingTimers();
  expect(TestSocket.last).not.toBe(first);
  TestSocket.last.dispatchEvent(new Event('open'));
  expect(TestSocket.last.sent[0]).toMatchObject({ t: 'hello', token: 'r' });
  connection.close();
  connection.rest();
  expect(connection.status).toEqual({ is: 'closed' });
  vi.useRealTimers();
});

describe('the gateway’s address', () => {
  it.each([
    ['http://localhost:4400', 'ws://localhost:4400/socket'],
    ['https://live.school.edu', 'wss://live.school.edu/socket'],
  ])('beside %s is %s', (origin, url) => {
    expect(socketUrlOf(origin)).toBe(url);
  });
});
