import { on, once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import type { LineStep } from '../pure/line-steps.ts';
import { type Line, openLine } from './line.ts';

const open: LineStep = { lastsMs: 60_000, downKbps: 4_000, upKbps: 4_000, rttMs: 20, lossPct: 0 };
const cut: LineStep = { ...open, lastsMs: 200, downKbps: 0, upKbps: 0 };

let close: () => void = () => undefined;
afterEach(() => close());

/** A server that answers with what it is told, at the other end of such a line. */
async function openTo(steps: readonly LineStep[]): Promise<{ line: Line; student: Socket }> {
  const server = createServer({ allowHalfOpen: true }, (socket) => socket.pipe(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const line = await openLine((server.address() as AddressInfo).port, steps);
  close = () => {
    line.close();
    server.close();
  };
  const student = connect(line.port, '127.0.0.1');
  return { line, student };
}

describe('a line', () => {
  it('hands on every byte both ways, at its pace', async () => {
    const { student } = await openTo([open]);
    const sent = Buffer.from(Array.from({ length: 100_000 }, (_, i) => i % 251));
    const beganAtMs = performance.now();
    student.write(sent);
    const got = await take(student, sent.length);
    expect(got.equals(sent)).toBe(true);
    // A hundred kilobytes take 0.2 s at 4 Mbit/s; there and back they overlap.
    expect(performance.now() - beganAtMs).toBeGreaterThan(200);
  });

  it('loses packets without losing bytes', async () => {
    const { student } = await openTo([{ ...open, lossPct: 5 }]);
    const sent = Buffer.from(Array.from({ length: 60_000 }, (_, i) => i % 251));
    student.write(sent);
    expect((await take(student, sent.length)).equals(sent)).toBe(true);
  });

  it('lets nothing through while it is cut, and what was tried meanwhile with the next try', async () => {
    const { line, student } = await openTo([cut, open]);
    const beganAtMs = performance.now();
    line.begin();
    student.write('Is anybody there?');
    expect((await take(student, 17)).toString()).toBe('Is anybody there?');
    // A new connection tries again after a second.
    expect(performance.now() - beganAtMs).toBeGreaterThan(900);
  });

  it('tells the student when the server hangs up', async () => {
    const server = createServer((socket) => socket.end('Goodbye.'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const line = await openLine((server.address() as AddressInfo).port, [open]);
    close = () => {
      line.close();
      server.close();
    };
    expect((await buffer(connect(line.port, '127.0.0.1'))).toString()).toBe('Goodbye.');
  });
});

async function take(socket: Socket, count: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let got = 0;
  for await (const [piece] of on(socket, 'data') as AsyncIterable<[Buffer]>) {
    pieces.push(piece);
    got += piece.length;
    if (got >= count) break;
  }
  return Buffer.concat(pieces);
}
