import { once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { seededRandom } from '../../ingest-server/sfu/test-support/shape.ts';
import { type LineStep, beginOf, stepAt } from '../pure/line-steps.ts';
import { OneWay } from './one-way.ts';

/**
 * A bad line to a server on this machine, without rights and on every system: a proxy that lets TCP through at the
 * pace of its steps. It knows nothing of congestion windows: a connection takes its share of the pace at once.
 */
export interface Line {
  /** On this machine; what is asked there is asked of the server. */
  readonly port: number;
  /** Its steps begin; until then the first one holds. Tells when, by the wall clock. */
  begin(): number;
  close(): void;
}

const ADDRESS = '127.0.0.1';
/** A timer may be a moment early, and would find the step before. */
const STEP_LATE_MS = 3;

export async function openLine(toPort: number, steps: readonly LineStep[], seed = 1): Promise<Line> {
  const random = seededRandom(seed);
  let beganAtMs: number | undefined;
  const stepNow = () => stepAt(steps, beganAtMs === undefined ? 0 : performance.now() - beganAtMs);
  const down = new OneWay(random, () => ({ ...stepNow(), kbps: stepNow().downKbps }));
  const up = new OneWay(random, () => ({ ...stepNow(), kbps: stepNow().upKbps }));
  const pump = () => {
    down.pump();
    up.pump();
  };
  const sockets = new Set<Socket>();
  const timers: NodeJS.Timeout[] = [];

  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.once('close', () => sockets.delete(socket));
    // A close follows.
    socket.on('error', () => undefined);
  };
  const server = createServer((student) => {
    const origin = connect(toPort, ADDRESS);
    keep(student);
    keep(origin);
    // The student's first word comes behind a handshake.
    up.join(student, origin, 1);
    down.join(origin, student, 0);
  });
  server.listen(0, ADDRESS);
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    begin() {
      beganAtMs = performance.now();
      for (const index of steps.keys()) timers.push(setTimeout(pump, beginOf(steps, index) + STEP_LATE_MS));
      return Date.now();
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
      server.close();
      down.close();
      up.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
