import { type Browser, chromium } from '@playwright/test';

export const chromiumPath: string = process.env['CHROMIUM_PATH'] || '/usr/bin/chromium';

export interface ChromiumOptions {
  /** A program that starts it somewhere else, in its place. */
  executablePath?: string;
  args?: readonly string[];
}

/** A real Chromium with fake devices; nothing of it leaves the machine. */
export function launchChromium(options: ChromiumOptions = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: options.executablePath ?? chromiumPath,
    args: [
      '--no-sandbox',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--auto-select-desktop-capture-source=Entire screen',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
      '--disable-features=WebRtcHideLocalIpsWithMdns',
      // Of two of a kind the last one counts.
      ...(options.args ?? []),
    ],
  });
}
