import type { Page } from '@playwright/test';

// The page's own WebRTC connections, kept from its beginning, and what a network or a browser would deny them.

/** `relay`: nothing but a relay gets through. `tcp`: UDP does not. */
type Network = 'open' | 'relay' | 'tcp';

export interface PeerLimits {
  readonly network?: Network;
  /** A codec for pictures that this browser doesn't know, such as video/H264. */
  readonly lacks?: string;
}

interface PeersWindow extends Window {
  peers?: RTCPeerConnection[];
}

/** How one of the page's connections gets through: what its own end of the chosen pair of candidates is. */
export interface Path {
  readonly type: string;
  readonly protocol: string;
}

/** To be called before the page is opened. */
export async function keepPeers(page: Page, limits: PeerLimits = {}): Promise<void> {
  await page.addInitScript(keepInPage, limits);
}

/** How much of what came in has been decoded so far; made-up sound for what did not come is no sound. */
export function decoded(page: Page): Promise<{ frames: number; samples: number }> {
  return page.evaluate(async () => {
    const sums = { frames: 0, samples: 0 };
    for (const peer of (window as PeersWindow).peers ?? []) {
      for (const stat of (await peer.getStats()).values() as Iterable<Record<string, unknown>>) {
        if (stat['type'] !== 'inbound-rtp') continue;
        const count = (name: string) => Number(stat[name] ?? 0);
        if (stat['kind'] === 'video') sums.frames += count('framesDecoded');
        else sums.samples += count('totalSamplesReceived') - count('concealedSamples');
      }
    }
    return sums;
  });
}

/** One for each connection that is open and has got through. */
export function paths(page: Page): Promise<Path[]> {
  return page.evaluate(async () => {
    const open = ((window as PeersWindow).peers ?? []).filter(
      ({ connectionState }) => connectionState === 'connected',
    );
    const found: Path[] = [];
    for (const peer of open) {
      const report = (await peer.getStats()) as unknown as Map<string, Record<string, string>>;
      const of = (id: string | undefined) => report.get(id ?? '');
      const transport = [...report.values()].find(({ type }) => type === 'transport');
      const own = of(of(transport?.['selectedCandidatePairId'])?.['localCandidateId']);
      if (own) found.push({ type: own['candidateType'] ?? '', protocol: own['protocol'] ?? '' });
    }
    return found;
  });
}

// Runs in the page: everything it uses must be inside it.
function keepInPage({ network, lacks }: PeerLimits): void {
  const peers: RTCPeerConnection[] = [];
  (window as PeersWindow).peers = peers;
  const Peer = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Peer {
    constructor(configuration?: RTCConfiguration) {
      super(network === 'relay' ? { ...configuration, iceTransportPolicy: 'relay' } : configuration);
      peers.push(this);
    }

    override setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      if (network !== 'tcp') return super.setRemoteDescription(description);
      const sdp = (description.sdp ?? '').replace(/^a=candidate:\S+ \d+ udp .*\r\n/gim, '');
      return super.setRemoteDescription({ ...description, sdp });
    }

    override addTransceiver(
      trackOrKind: MediaStreamTrack | string,
      init?: RTCRtpTransceiverInit,
    ): RTCRtpTransceiver {
      const transceiver = super.addTransceiver(trackOrKind, init);
      if (lacks !== undefined && trackOrKind === 'video') {
        const { codecs = [] } = RTCRtpReceiver.getCapabilities('video') ?? {};
        transceiver.setCodecPreferences(codecs.filter(({ mimeType }) => mimeType !== lacks));
      }
      return transceiver;
    }
  };
}
