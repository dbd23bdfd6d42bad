import type { TransportOver } from '@rostrum/protocol/media';
import type { types } from 'mediasoup';

/**
 * Where a dead peer is noticed: its browser's ICE consent checks stop, and this long after it is let go. A network that
 * is back before that goes on by itself, also from another address.
 */
const ICE_SILENCE_MAX_S = 20;

/** Where a transport can be made. */
export interface Site {
  readonly router: types.Router;
  readonly server: types.WebRtcServer;
}

/** One WebRTC transport of a connection, with the word on why it is over: its studio waits for that word. */
export class Way {
  readonly transport: types.WebRtcTransport;
  readonly over: Promise<TransportOver>;
  #tell: (over: TransportOver) => void = () => undefined;
  #isReplaced = false;

  static async open({ router, server }: Site): Promise<Way> {
    const transport = await router.createWebRtcTransport({
      webRtcServer: server,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      // The sender's estimate starts here; a programme needs this much to have readable slides from the first second.
      initialAvailableOutgoingBitrate: 1_500_000,
      iceConsentTimeout: ICE_SILENCE_MAX_S,
    });
    return new Way(transport, router);
  }

  constructor(transport: types.WebRtcTransport, router: types.Router) {
    this.transport = transport;
    this.over = new Promise((resolve) => (this.#tell = resolve));
    // A router closes before what runs on it: then its worker went, and the studio is not to blame.
    transport.observer.once('close', () => this.#tell(router.closed ? 'failed' : 'closed'));
    transport.on('icestatechange', (state) => {
      if (state === 'disconnected') this.close('lost');
    });
    transport.on('dtlsstatechange', (state) => {
      if (state === 'failed' || state === 'closed') this.close('lost');
    });
  }

  get closed(): boolean {
    return this.transport.closed;
  }

  get isReplaced(): boolean {
    return this.#isReplaced;
  }

  /** Another studio has the class now. What still comes over this way goes nowhere; its studio closes it. */
  replaced(): void {
    this.#isReplaced = true;
    this.#tell('replaced');
  }

  /** The first word stands. */
  close(over: TransportOver): void {
    this.#tell(over);
    this.transport.close();
  }
}
