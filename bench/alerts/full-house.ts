import { once } from 'node:events';
import { type Socket, connect } from 'node:net';

const AT_ONCE = 200;
const TRY_EVERY_MS = 500;

/** More connections from one address than a server takes, and somebody who tries in vain to get in besides. */
export interface FullHouse {
  /** Whether the door was found closed. */
  readonly isFull: boolean;
  close(): void;
}

export async function fillHouse(port: number, connections: number): Promise<FullHouse> {
  const sockets: Socket[] = [];
  let isFull = false;
  const knock = async () => {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(
      [
        ...['GET /socket HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Connection: Upgrade', 'Upgrade: websocket'],
        ...['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', '', ''],
      ].join('\r\n'),
    );
    const [answer] = (await once(socket, 'data')) as [Buffer];
    if (answer.toString('latin1').startsWith('HTTP/1.1 503')) isFull = true;
  };
  for (let opened = 0; opened < connections && !isFull; opened += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, knock));
  }
  const trying = setInterval(() => void knock().catch(() => undefined), TRY_EVERY_MS);
  return {
    get isFull() {
      return isFull;
    },
    close() {
      clearInterval(trying);
      for (const socket of sockets) socket.destroy();
    },
  };
}
