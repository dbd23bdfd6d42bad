import * as v from 'valibot';
import { packBytesFrame } from '../../preload/bytes-frame.ts';
import {
  BRIDGE_PROTOCOL,
  type BridgeReply,
  type BridgeRequest,
  type BridgeRequestFrame,
  bridgeReplyFrameSchema,
} from '../../preload/contract.ts';
import { BridgeError } from './bridge-error.ts';
import type { Carrier } from './bridge.ts';

interface Pending {
  resolve: (reply: BridgeReply) => void;
  reject: (error: Error) => void;
}

/** The bridge over the browser shell's WebSocket: opened with the first question, opened again after it was lost. */
export class SocketCarrier implements Carrier {
  readonly #url: string;
  readonly #key: string;
  #socket: Promise<WebSocket> | undefined;
  #nextId = 1;
  readonly #pending = new Map<number, Pending>();

  constructor(url: string, key: string) {
    this.#url = url;
    this.#key = key;
  }

  async carry(request: BridgeRequest): Promise<BridgeReply> {
    this.#socket ??= this.#open();
    const socket = await this.#socket;
    const frame: BridgeRequestFrame = { id: this.#nextId++, request };
    return new Promise((resolve, reject) => {
      this.#pending.set(frame.id, { resolve, reject });
      socket.send(pack(frame));
    });
  }

  close(): void {
    void this.#socket?.then(
      (socket) => socket.close(),
      () => {},
    );
  }

  #open(): Promise<WebSocket> {
    return new Promise((resolve, reject) => {
      // The key goes as a second subprotocol: the one header a page may fill, and no log writes it down.
      const socket = new WebSocket(this.#url, [BRIDGE_PROTOCOL, this.#key]);
      socket.addEventListener('open', () => resolve(socket));
      socket.addEventListener('message', ({ data }) => this.#handle(socket, String(data)));
      socket.addEventListener('close', () => {
        const away = new BridgeError('away', 'the shell does not answer');
        reject(away);
        this.#socket = undefined;
        for (const { reject: rejectPending } of this.#pending.values()) rejectPending(away);
        this.#pending.clear();
      });
    });
  }

  #handle(socket: WebSocket, text: string): void {
    const raw = readJson(text);
    const named = v.safeParse(namedFrameSchema, raw);
    // Whose it is can't be told: all that wait are told that the shell is away, and ask again over another socket.
    if (!named.success) return socket.close();
    const { id } = named.output;
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    const frame = v.safeParse(bridgeReplyFrameSchema, raw);
    if (frame.success) pending?.resolve(frame.output.reply);
    else pending?.reject(BridgeError.unreadable(new v.ValiError(frame.issues)));
  }
}

const namedFrameSchema = v.object({ id: v.number() });

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Bytes go as they are, behind the rest of their request. */
function pack({ id, request }: BridgeRequestFrame): string | Uint8Array<ArrayBuffer> {
  const { bytes, ...body } = request.body;
  if (!(bytes instanceof Uint8Array)) return JSON.stringify({ id, request });
  return packBytesFrame({ id, request: { ...request, body } }, bytes);
}
