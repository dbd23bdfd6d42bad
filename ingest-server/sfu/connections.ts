import type { types } from 'mediasoup';
import type { After } from './lost-sessions.ts';

/** A browser that reaches us at all does so in a second or two, through a relay in four; a fault is told within ten. */
const CONNECT_WITHIN_MS = 6_000;

export type ConnectionOutcome = 'connected' | 'failed';

export interface ConnectionsOptions {
  readonly after: After;
  /** Once for each that somebody tried to connect; not for one that they gave up themselves before it was decided. */
  handleConnection(outcome: ConnectionOutcome): void;
}

/** What becomes of the WebRTC transports that pages and programs connect. */
export class Connections {
  readonly #options: ConnectionsOptions;
  readonly #watched = new WeakSet<types.WebRtcTransport>();
  readonly #connected = new Set<types.WebRtcTransport>();

  constructor(options: ConnectionsOptions) {
    this.#options = options;
  }

  /** How many are connected now. */
  get count(): number {
    return this.#connected.size;
  }

  /** The other side begins to connect it. */
  watch(transport: types.WebRtcTransport): void {
    if (transport.closed || this.#watched.has(transport)) return;
    this.#watched.add(transport);
    let isDecided = false;
    const decide = (outcome: ConnectionOutcome) => {
      if (isDecided) return;
      isDecided = true;
      cancel();
      this.#options.handleConnection(outcome);
    };
    const cancel = this.#options.after(CONNECT_WITHIN_MS, () => decide('failed'));
    // Before whoever closes it for what is told here.
    transport.prependListener('dtlsstatechange', (state) => {
      if (state === 'connected') {
        this.#connected.add(transport);
        decide('connected');
      } else if (state === 'failed') {
        decide('failed');
      }
    });
    transport.prependListener('icestatechange', (state) => {
      if (state === 'disconnected') decide('failed');
    });
    transport.observer.once('close', () => {
      this.#connected.delete(transport);
      isDecided = true;
      cancel();
    });
  }
}
