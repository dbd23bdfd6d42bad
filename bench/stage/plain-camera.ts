import type { Page } from '@playwright/test';

/** A colour that no lecture has. */
const [RED, GREEN, BLUE] = [255, 0, 255];

/** To be run in a page before its own code: its camera shows nothing but that colour. */
export async function installPlainCamera(page: Page): Promise<void> {
  await page.addInitScript((colour) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no 2d canvas');
    setInterval(() => {
      context.fillStyle = colour;
      context.fillRect(0, 0, canvas.width, canvas.height);
    }, 40);
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const sound = constraints?.audio ? await open({ audio: true }) : new MediaStream();
      const picture = constraints?.video ? canvas.captureStream(25) : new MediaStream();
      return new MediaStream([...sound.getTracks(), ...picture.getTracks()]);
    };
  }, `rgb(${RED} ${GREEN} ${BLUE})`);
}

/** Resolves with the wall clock's time when a page's video shows some of that colour, or none of it any more. */
export function untilColour(page: Page, selector: string, isShown: boolean): Promise<number> {
  return page.evaluate(
    async ({ selector: where, isShown: wanted }) => {
      const SHARE = 0.002;
      const canvas = new OffscreenCanvas(160, 90);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      if (!context) throw new Error('no 2d canvas');
      for (;;) {
        const video = document.querySelector<HTMLVideoElement>(where);
        if (video && video.videoWidth > 0) {
          context.drawImage(video, 0, 0, canvas.width, canvas.height);
          const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
          let seen = 0;
          for (let i = 0; i < data.length; i += 4)
            if ((data[i] ?? 0) > 180 && (data[i + 1] ?? 0) < 90 && (data[i + 2] ?? 0) > 180) seen += 1;
          if (seen / (canvas.width * canvas.height) > SHARE === wanted)
            return performance.timeOrigin + performance.now();
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    { selector, isShown },
  );
}
