import { type Socket, connect } from 'node:net';

/**
 * One kept-alive connection, asked one thing at a time, with only what a crowd needs. Load and server share two cores
 * here: what a full client spends on each answer would be taken from the server, and be measured as its delay.
 */
export interface LightHttp {
  /** The next may be asked once this one was answered. */
  get(path: string, handle: Handle): void;
  close(): void;
}

/** `text` is empty where bodies are only counted. */
export type Handle = (status: number, bodyBytes: number, text: string) => void;

export interface LightHttpOptions {
  readonly host: string;
  readonly port: number;
  /** From so many addresses of this machine there are ports enough for thousands. None: as the system has it. */
  readonly localAddress?: string | undefined;
  /** Whether bodies are handed on, or only counted. */
  readonly keepsText: boolean;
  handleBroken(): void;
}

const HEAD_END = Buffer.from('\r\n\r\n');
/** What is read is looked at before anything else is read: all connections of a process read into the same place. */
const shared = Buffer.alloc(512 * 1024);

export function openLightHttp(options: LightHttpOptions): Promise<LightHttp> {
  const { host, port, localAddress, keepsText, handleBroken } = options;
  return new Promise((resolve, reject) => {
    let handle: Handle | undefined;
    let status = 0;
    let wanted = -1;
    let had = 0;
    let head: Buffer | undefined;
    let text = '';
    let isClosed = false;

    const read = (chunk: Buffer): void => {
      let from = 0;
      let bytes = chunk;
      if (wanted < 0) {
        if (head) bytes = Buffer.concat([head, chunk]);
        const end = bytes.indexOf(HEAD_END);
        if (end < 0) {
          head = Buffer.from(bytes);
          return;
        }
        head = undefined;
        const words = bytes.toString('latin1', 0, end);
        status = Number(words.slice(9, 12));
        const length = lengthIn(words);
        // Where it would end is not told, as by a server on its way out: nothing more is understood here.
        if (length === undefined) return void socket.destroy();
        wanted = length;
        from = end + 4;
      }
      had += bytes.length - from;
      if (keepsText) text += bytes.toString('latin1', from);
      if (had < wanted) return;
      const [done, whole, size] = [handle, text, wanted];
      [handle, wanted, had, text] = [undefined, -1, 0, ''];
      done?.(status, size, whole);
    };
    const socket: Socket = connect({
      ...{ host, port, noDelay: true, ...(localAddress === undefined ? {} : { localAddress }) },
      onread: {
        buffer: shared,
        callback(length) {
          read(shared.subarray(0, length));
          return true;
        },
      },
    });
    socket.on('error', (error) => {
      reject(error);
      handleBroken();
    });
    socket.once('close', () => {
      isClosed = true;
      if (handle) handleBroken();
    });
    socket.once('connect', () =>
      resolve({
        get(path, whenAnswered) {
          // It went while nothing was asked: nobody was told.
          if (isClosed) return void setImmediate(handleBroken);
          handle = whenAnswered;
          socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 'latin1');
        },
        close() {
          handle = undefined;
          socket.destroy();
        },
      }),
    );
  });
}

function lengthIn(head: string): number | undefined {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  return length === undefined ? undefined : Number(length);
}
