import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

/**
 * A WebSocket with only what a crowd needs. Load and server share two cores here: what a full client spends on each
 * frame would be taken from the server, and be measured as its delay.
 */
export interface LightSocket {
  send(text: string): void;
  /** As a page does that is left. */
  close(): void;
  /** As when the network goes. */
  destroy(): void;
}

export interface LightSocketOptions {
  readonly url: string;
  /** Before the first text, which often comes with the upgrade. */
  handleOpen?(socket: LightSocket): void;
  handleText(text: string, socket: LightSocket): void;
  /** Once it was open, or instead of it. */
  handleClose(why: Error | undefined): void;
}

const TEXT = 0x1;
const CLOSE = 0x8;
const PING = 0x9;
const PONG = 0xa;

/** One for all sockets of the process: what a read brings is used up before the next one. */
const incoming = Buffer.allocUnsafeSlow(256 * 1024);
const END_OF_HEADERS = '\r\n\r\n';

/** Resolves when it is open, and rejects where it does not come to that. */
export function openLightSocket({ handleClose, ...options }: LightSocketOptions): Promise<LightSocket> {
  return new Promise((resolve, reject) => {
    let isOpen = false;
    lightSocket({
      ...options,
      handleOpen(socket) {
        isOpen = true;
        resolve(socket);
      },
      handleClose(why) {
        if (isOpen) handleClose(why);
        else reject(why ?? new Error('closed before it was upgraded'));
      },
    });
  });
}

export function lightSocket({ url, handleOpen, handleText, handleClose }: LightSocketOptions): LightSocket {
  const { hostname, port, host, pathname, search } = new URL(url);
  let rest = empty;
  let isUpgraded = false;
  let why: Error | undefined;
  const handleFrame = (opcode: number, payload: Buffer) => {
    if (opcode === TEXT) handleText(textOf(payload), light);
    else if (opcode === PING) socket.write(frame(PONG, payload));
    else if (opcode === CLOSE) socket.end();
  };
  /** Returns what came after the headers, or nothing as long as they aren't whole. */
  const upgrade = (bytes: Buffer): Buffer | undefined => {
    const end = bytes.indexOf(END_OF_HEADERS);
    if (end === -1) return undefined;
    if (!bytes.toString('latin1', 0, end).startsWith('HTTP/1.1 101')) {
      socket.destroy(new Error(`not upgraded: ${bytes.toString('latin1', 0, bytes.indexOf('\r'))}`));
      return empty;
    }
    isUpgraded = true;
    handleOpen?.(light);
    return bytes.subarray(end + END_OF_HEADERS.length);
  };
  const read = (length: number) => {
    const chunk = incoming.subarray(0, length);
    let bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (!isUpgraded) {
      const after = upgrade(bytes);
      bytes = after ?? bytes;
    }
    const left = isUpgraded ? readFrames(bytes, handleFrame) : bytes;
    // The next read overwrites what is not copied.
    rest = left.length === 0 ? empty : Buffer.from(left);
    return true;
  };
  const socket = connect({
    host: hostname,
    port: Number(port),
    noDelay: true,
    onread: { buffer: incoming, callback: read },
  });
  const light: LightSocket = {
    send: (text) => socket.write(frame(TEXT, Buffer.from(text))),
    close: () => socket.end(frame(CLOSE, empty)),
    destroy: () => socket.destroy(),
  };
  // A close follows.
  socket.on('error', (error) => (why = error));
  socket.once('close', () => handleClose(why));
  socket.write(
    [
      `GET ${pathname}${search} HTTP/1.1`,
      `Host: ${host}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      END_OF_HEADERS.slice(2),
    ].join('\r\n'),
  );
  return light;
}

/** The newest texts. What a thousand are told is one text in memory, and found to be the same without a look at it. */
const texts: { bytes: Buffer; text: string }[] = [];
const TEXTS_KEPT = 4;

function textOf(payload: Buffer): string {
  const known = texts.find(({ bytes }) => bytes.equals(payload));
  if (known) return known.text;
  const text = payload.toString();
  texts.unshift({ bytes: Buffer.from(payload), text });
  texts.length = Math.min(texts.length, TEXTS_KEPT);
  return text;
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
