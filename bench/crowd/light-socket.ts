import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Socket } from 'node:net';

/**
 * A WebSocket with only what a crowd needs. Load and server share two cores here: what a full client spends on each
 * frame would be taken from the server, and be measured as its delay.
 */
export interface LightSocket {
  send(text: string): void;
}

export interface LightSocketOptions {
  readonly url: string;
  handleText(text: string): void;
  handleClose(): void;
}

const TEXT = 0x1;
const CLOSE = 0x8;
const PING = 0x9;
const PONG = 0xa;

export function openLightSocket({ url, handleText, handleClose }: LightSocketOptions): Promise<LightSocket> {
  return new Promise((resolve, reject) => {
    const asking = request(url.replace('ws', 'http'), {
      agent: false,
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      },
    });
    asking.once('error', reject);
    asking.once('response', ({ statusCode }) => reject(new Error(`not upgraded: ${statusCode}`)));
    asking.once('upgrade', (_response, stream, head) => {
      const socket = stream as Socket;
      socket.setNoDelay(true);
      let rest: Buffer = head;
      const read = (chunk: Buffer) => {
        rest = readFrames(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]), (opcode, payload) => {
          if (opcode === TEXT) handleText(payload.toString());
          else if (opcode === PING) socket.write(frame(PONG, payload));
          else if (opcode === CLOSE) socket.end();
        });
      };
      socket.on('data', read);
      socket.on('error', () => socket.destroy());
      socket.once('close', handleClose);
      resolve({ send: (text) => socket.write(frame(TEXT, Buffer.from(text))) });
    });
    asking.end();
  });
}

/** Hands out every whole frame; returns what is left of the last one. Servers don't mask theirs (RFC 6455, 5.1). */
function readFrames(bytes: Buffer, handle: (opcode: number, payload: Buffer) => void): Buffer {
  let at = 0;
  while (bytes.length - at >= 2) {
    const short = bytes[at + 1]! & 0x7f;
    const headed = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (bytes.length - at < headed) break;
    const length =
      short < 126
        ? short
        : short === 126
          ? bytes.readUInt16BE(at + 2)
          : Number(bytes.readBigUInt64BE(at + 2));
    if (bytes.length - at < headed + length) break;
    handle(bytes[at]! & 0x0f, bytes.subarray(at + headed, at + headed + length));
    at += headed + length;
  }
  return at === bytes.length ? empty : bytes.subarray(at);
}

const empty = Buffer.alloc(0);

/** A client must mask; with a mask of zeros the payload stays as it is. */
function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  if (length > 0xffff) throw new Error('the crowd says nothing that long');
  const head = length < 126 ? Buffer.alloc(6) : Buffer.alloc(8);
  head[0] = 0x80 | opcode;
  if (length < 126) head[1] = 0x80 | length;
  else {
    head[1] = 0x80 | 126;
    head.writeUInt16BE(length, 2);
  }
  return Buffer.concat([head, payload]);
}
