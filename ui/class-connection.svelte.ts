import { type ClientStatus, GatewayClient } from '@rostrum/protocol/client';
import { type RoomState, emptyRoom } from '@rostrum/protocol/room';
import type { You } from '@rostrum/protocol/wire';
import { browserClock, openBrowserSocket } from './browser-socket.ts';

export interface ClassConnectionOptions {
  /** The gateway's WebSocket address; `socketUrlOf(origin)` makes it from a server's origin. */
  socketUrl: string;
  token: string;
}

/** One person's connection to one class, as reactive values. Comes back by itself; `close()` leaves the class. */
export class ClassConnection {
  readonly client: GatewayClient;

  #status: ClientStatus = $state.raw({ is: 'connecting', attempt: 0 });
  #room: RoomState = $state.raw(emptyRoom);
  #you: You | undefined = $state.raw(undefined);

  constructor({ socketUrl, token }: ClassConnectionOptions) {
    this.client = new GatewayClient({
      token,
      openSocket: openBrowserSocket(socketUrl),
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

  get you(): You | undefined {
    return this.#you;
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
    this.#you = client.you;
  }
}
