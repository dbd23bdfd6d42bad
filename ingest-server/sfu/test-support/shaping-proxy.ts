import { type Socket, createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type Shape, moveClock, planPacket, seededRandom } from './shape.ts';

const ADDRESS = '127.0.0.1';

export interface PortTarget {
  rtpPort: number;
  rtcpPort: number;
}

/** Stands between a sender and its receiver on loopback, and does to packets what a bad line does. */
export interface ShapingProxy extends PortTarget {
  shape: Shape;
  /** Added to the sender's clock from now on. */
  clockTicks: number;
  readonly passed: number;
  readonly lost: number;
  close(): void;
}

export async function openShapingProxy(target: PortTarget, shape: Shape, seed = 1): Promise<ShapingProxy> {
  const random = seededRandom(seed);
  const pending = new Set<NodeJS.Timeout>();
  const [rtp, rtcp] = await Promise.all([listen(), listen()]);
  let [passed, lost, isClosed] = [0, 0, false];
  const pass = (socket: Socket, packet: Buffer, port: number) => {
    const moved = moveClock(packet, proxy.clockTicks);
    const copies = planPacket(proxy.shape, random);
    if (copies.length === 0) lost += 1;
    for (const delayMs of copies) {
      passed += 1;
      // A timer would put packets in another order than they came in, also where none is to be delayed.
      if (delayMs === 0) socket.send(moved, port, ADDRESS);
      else {
        const timer = setTimeout(() => {
          pending.delete(timer);
          socket.send(moved, port, ADDRESS);
        }, delayMs);
        pending.add(timer);
      }
    }
  };
  const proxy: ShapingProxy = {
    ...{ shape, clockTicks: 0, rtpPort: rtp.address().port, rtcpPort: rtcp.address().port },
    get passed() {
      return passed;
    },
    get lost() {
      return lost;
    },
    close() {
      for (const timer of pending) clearTimeout(timer);
      pending.clear();
      if (isClosed) return;
      isClosed = true;
      rtp.close();
      rtcp.close();
    },
  };
  for (const [socket, port] of [
    [rtp, target.rtpPort],
    [rtcp, target.rtcpPort],
  ] as const) {
    // What the receiver answers is not told to the sender: FFmpeg makes nothing of it.
    socket.on('message', (packet, from) => {
      if (from.port !== target.rtpPort && from.port !== target.rtcpPort) pass(socket, packet, port);
    });
  }
  return proxy;
}

async function listen(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, ADDRESS);
  await once(socket, 'listening');
  return socket;
}
