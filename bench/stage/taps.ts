import type { Page } from '@playwright/test';

/** The last picture that came over WebRTC, for a watch through glass. */
export const TAPPED_PICTURE = '[data-bench="tapped"]';

interface TappedWindow extends Window {
  onsets?: number[];
}

/** To be run in a page before its own code: shows the last picture that comes in, and notes when beeps begin in any sound. */
export async function tapIncoming(page: Page): Promise<void> {
  await page.addInitScript(install);
}

/** When beeps began to be heard since this was asked last, by the wall clock. */
export function takeOnsets(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const onsets = (window as TappedWindow).onsets ?? [];
    (window as TappedWindow).onsets = [];
    return onsets;
  });
}

// Runs in the page: everything it uses must be inside it.
function install(): void {
  const LOUD = 0.1;
  const QUIET_FOR_MS = 200;
  const wallMs = () => performance.timeOrigin + performance.now();
  (window as TappedWindow).onsets = [];

  function show(track: MediaStreamTrack): void {
    document.querySelector('[data-bench="tapped"]')?.remove();
    const video = Object.assign(document.createElement('video'), { autoplay: true, muted: true });
    video.dataset['bench'] = 'tapped';
    Object.assign(video.style, { position: 'fixed', inset: '0 auto auto 0', width: '2px', zIndex: '9' });
    video.srcObject = new MediaStream([track]);
    document.body.append(video);
  }

  function listen(track: MediaStreamTrack): void {
    const stream = new MediaStream([track]);
    // Chromium gives a remote track's sound to Web Audio only while an element plays it.
    const element = Object.assign(new Audio(), { srcObject: stream, muted: true });
    void element.play();
    const context = new AudioContext({ sampleRate: 48_000 });
    const analyser = new AnalyserNode(context, { fftSize: 256 });
    new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    let loudAt = 0;
    setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      if (!samples.some((sample) => Math.abs(sample) > LOUD)) return;
      const now = wallMs();
      if (now - loudAt > QUIET_FOR_MS) (window as TappedWindow).onsets?.push(now);
      loudAt = now;
    }, 4);
  }

  const Peer = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Peer {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('track', ({ track, transceiver }) => {
        // By which the sender finds out how much gets through: never a picture.
        if (transceiver.mid === 'probator') return;
        if (track.kind === 'video') show(track);
        else listen(track);
      });
    }
  };
}
