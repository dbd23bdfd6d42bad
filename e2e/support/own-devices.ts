import type { Page } from '@playwright/test';

// A student's own camera and microphone, as far as their browser gives them to the page.

interface DevicesWindow extends Window {
  microphones?: MediaStreamTrack[];
}

/** As a browser does of which there is no device, or whose person has said no. To be called before the page is opened. */
export async function refuseDevices(page: Page, name: 'NotFoundError' | 'NotAllowedError'): Promise<void> {
  await page.addInitScript((exceptionName) => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', exceptionName));
  }, name);
}

/** Keeps what the page was given, so that it can be taken away. To be called before the page is opened. */
export async function keepMicrophones(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const microphones: MediaStreamTrack[] = [];
    (window as DevicesWindow).microphones = microphones;
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      microphones.push(...stream.getAudioTracks());
      return stream;
    };
  });
}

/** As if somebody had pulled the plug: the browser ends the track and says so. */
export async function unplugMicrophone(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const track of (window as DevicesWindow).microphones ?? []) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
  });
}
