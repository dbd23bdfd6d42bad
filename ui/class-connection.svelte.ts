import { type ClientStatus, GatewayClient } from '@rostrum/protocol/client';
import { type ClassId, type RoomState, emptyRoom } from '@rostrum/protocol/room';
import { type Counts, type You, noCounts } from '@rostrum/protocol/wire';
import { browserClock, openBrowserSocket } from './browser-socket.ts';

export interface ClassConnectionOptions {
  /** The gateway's WebSocket address; `socketUrlOf(origin)` makes it from a server's origin. */
  socketUrl: string;
  /** Without one, it is renewed first. */
  token?: string;
  classId?: ClassId;
  /** As GatewayClient wants it. */
  renew?: () => Promise<string>;
}

/** One person's connection to one class, as reactive values. Comes back by itself; `close()` leaves the class. */
export class ClassConnection {
  readonly client: GatewayClient;

  #status: ClientStatus = $state.raw({ is: 'connecting', attempt: 0 });
  #room: RoomState = $state.raw(emptyRoom);
  #counts: Counts = $state.raw(noCounts);
  #place: number | undefined = $state.raw(undefined);
  #you: You | undefined = $state.raw(undefined);
  /** The socket of the moment goes, as a network would take it. */
  #breakLine: (() => void) | undefined;

  constructor({ socketUrl, ...options }: ClassConnectionOptions) {
    const openSocket = openBrowserSocket(socketUrl);
    this.client = new GatewayClient({
      ...options,
      openSocket: (handlers) => {
        const socket = openSocket(handlers);
        this.#breakLine = () => {
          socket.close();
          // Told now: the socket's own word comes only when the page is shown again.
          handlers.handleClose();
        };
        return socket;
      },
      clock: browserClock,
      random: Math.random,
      onChange: () => this.#read(),
    });
    this.#read();
  }

  get status(): ClientStatus {
    return this.#status;
  }

  get room(): RoomState {
    return this.#room;
  }

  get counts(): Counts {
    return this.#counts;
  }

  /** Of one's own raised hand in the queue, from 1. */
  get place(): number | undefined {
    return this.#place;
  }

  get you(): You | undefined {
    return this.#you;
  }

  /** The page is put away, perhaps to be shown again: it holds no socket meanwhile, and comes back as after any loss. */
  rest(): void {
    this.#breakLine?.();
  }

  close(): void {
    this.client.close();
  }

  #read(): void {
    // The client reports its first state from within its own constructor, before we hold it.
    const client = this.client as GatewayClient | undefined;
    if (!client) return;
    this.#status = client.status;
    this.#room = client.room;
    this.#counts = client.counts;
    this.#place = client.place;
    this.#you = client.you;
  }
}
