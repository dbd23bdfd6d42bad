import { type Socket, createSocket } from 'node:dgram';
import { once } from 'node:events';

/** Tried before giving up: a try fails only where the odd port above a free even one is taken. */
const TRIES_PER_PAIR = 20;

export interface PortPair {
  rtpPort: number;
  rtcpPort: number;
}

/**
 * Free pairs of UDP ports, RTP on the even one (RFC 3550 11), no two the same. They are let go before FFmpeg takes
 * them; should somebody be faster, FFmpeg exits and the next try gets others.
 */
export async function freePortPairs(address: string, count: number): Promise<PortPair[]> {
  const held: Socket[] = [];
  const pairs: PortPair[] = [];
  try {
    for (let tries = 0; pairs.length < count; tries += 1) {
      if (tries >= count * TRIES_PER_PAIR)
        throw new Error(`no ${count} free pairs of UDP ports on ${address}`);
      const found = await findPair(address);
      held.push(...found.sockets);
      if (found.pair) pairs.push(found.pair);
    }
    return pairs;
  } finally {
    for (const socket of held) socket.close();
  }
}

async function findPair(address: string): Promise<{ pair: PortPair | undefined; sockets: Socket[] }> {
  const first = await bind(address, 0);
  const { port } = first.address();
  try {
    const second = await bind(address, port ^ 1);
    const rtpPort = port & ~1;
    return { pair: { rtpPort, rtcpPort: rtpPort + 1 }, sockets: [first, second] };
  } catch {
    // The neighbour is taken. This one is held all the same, so that the next try is given another.
    return { pair: undefined, sockets: [first] };
  }
}

async function bind(address: string, port: number): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(port, address);
  try {
    await once(socket, 'listening');
  } catch (cause) {
    socket.close();
    throw new Error(`UDP port ${port} on ${address} is taken`, { cause });
  }
  return socket;
}
