// A server and a clock that the test plays: for tests of the client only.
import {
  type LoggedEvent,
  type MessageId,
  type PersonId,
  type RoomState,
  emptyRoom,
  mineIn,
  reduceAll,
} from '../room/index.ts';
import { type ClientFrame, type ServerFrame, WIRE_VERSION, type You, noCounts } from '../wire/index.ts';
import { type ClientOptions, type ClientStatus, GatewayClient } from './index.ts';
import type { SocketHandlers } from './socket.ts';

/** Time that passes when it is told to. */
class TestClock {
  #now = 1_000_000;
  readonly #timers = new Set<{ at: number; call: () => void }>();

  now = () => this.#now;

  after = (ms: number, call: () => void) => {
    const timer = { at: this.#now + ms, call };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  };

  get waiting(): number {
    return this.#timers.size;
  }

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
export interface Line {
  said: ClientFrame[];
  isClosed: boolean;
  handlers: SocketHandlers;
  tell(frame: ServerFrame): void;
}

export const texts = (client: GatewayClient) => client.room.chat.messages.map(({ text }) => text);
export const keys = (line: Line) => line.said.flatMap((frame) => (frame.t === 'command' ? frame.key : []));

export const you = {
  personId: 'ada' as PersonId,
  name: 'Ada',
  role: 'student',
  classId: 'c',
  classTitle: 'Class',
} as You;
/** Nothing in the class is one's own. */
export const mine = mineIn(emptyRoom, you.personId);

export const chat = (seq: number, text = `message ${seq}`): LoggedEvent => ({
  seq,
  at: seq,
  event: {
    ...{ type: 'chat.sent', messageId: `m${seq}` as MessageId, personId: you.personId, text },
    ...{ name: you.name, role: you.role },
  },
});
export const stateAt = (seq: number): RoomState =>
  reduceAll(
    emptyRoom,
    Array.from({ length: seq }, (_, i) => chat(i + 1)),
  );

/** Different at each call, and the same in each run (Lehmer's generator). */
function createRandom(): () => number {
  let state = 42;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Up to date with what it carries, where nothing else is said. */
export function welcomeOf(over: Partial<Welcome>): Welcome {
  const through = over.events?.at(-1)?.seq ?? over.state?.seq ?? 0;
  const rest = { at: 1, resume: 'the-resume-token', counts: noCounts, through, mine };
  return { t: 'welcome', v: WIRE_VERSION, you, ...rest, ...over };
}

type Welcome = Extract<ServerFrame, { t: 'welcome' }>;

export function start(random: () => number = createRandom(), over: Partial<ClientOptions> = {}) {
  const clock = new TestClock();
  const lines: Line[] = [];
  const statuses: ClientStatus['is'][] = [];
  let react: () => void = () => undefined;
  const client: GatewayClient = new GatewayClient({
    token: 'the-token',
    clock,
    random,
    ...over,
    onChange: () => react(),
    openSocket(handlers) {
      const line: Line = {
        said: [],
        isClosed: false,
        handlers,
        tell: (frame) => handlers.handleMessage(JSON.stringify(frame)),
      };
      lines.push(line);
      return {
        send: (data) => void line.said.push(JSON.parse(data) as ClientFrame),
        close: () => void (line.isClosed = true),
      };
    },
  });
  react = () => statuses.push(client.status.is);
  const its = {
    client,
    clock,
    lines,
    statuses,
    setReact: (call: () => void) => (react = call),
    get line(): Line {
      return lines.at(-1)!;
    },
    /** Opens the newest line and welcomes with this. */
    welcome(over: Partial<Welcome> = { state: emptyRoom }) {
      its.line.handlers.handleOpen();
      its.line.tell(welcomeOf({ at: clock.now(), ...over }));
    },
    /** The line breaks, and the wait until the next try is over. */
    breakAndRetry() {
      its.line.handlers.handleClose();
      clock.pass(8_000);
    },
  };
  return its;
}
