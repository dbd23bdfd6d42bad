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
      socket.addEventListener('message', ({ data }) => this.#handle(String(data)));
      socket.addEventListener('close', () => {
        const away = new BridgeError('away', 'the shell does not answer');
        reject(away);
        this.#socket = undefined;
        for (const { reject: rejectPending } of this.#pending.values()) rejectPending(away);
        this.#pending.clear();
      });
    });
  }

  #handle(text: string): void {
    const { id, reply } = v.parse(bridgeReplyFrameSchema, JSON.parse(text));
    this.#pending.get(id)?.resolve(reply);
    this.#pending.delete(id);
  }
}

/** Bytes go as they are, behind the rest of their request. */
function pack({ id, request }: BridgeRequestFrame): string | Uint8Array<ArrayBuffer> {
  const { bytes, ...body } = request.body;
  if (!(bytes instanceof Uint8Array)) return JSON.stringify({ id, request });
  return packBytesFrame({ id, request: { ...request, body } }, bytes);
}
