import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { freePortPairs } from './loopback-ports.ts';

async function canBind(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  try {
    const listening = once(socket, 'listening');
    socket.bind(port, '127.0.0.1');
    await listening;
    return true;
  } catch {
    return false;
  } finally {
    socket.close();
  }
}

it('finds pairs of free ports, the even one first, no two the same', async () => {
  const pairs = await freePortPairs('127.0.0.1', 50);
  const ports = pairs.flatMap(({ rtpPort, rtcpPort }) => [rtpPort, rtcpPort]);
  expect(new Set(ports).size).toBe(100);
  expect(pairs.every(({ rtpPort, rtcpPort }) => rtpPort % 2 === 0 && rtcpPort === rtpPort + 1)).toBe(true);
  expect(await Promise.all(ports.map(canBind))).toEqual(ports.map(() => true));
});

it('says so when the address is not this machine’s', async () => {
  await expect(freePortPairs('192.0.2.1', 1)).rejects.toThrow('UDP port 0 on 192.0.2.1');
});
