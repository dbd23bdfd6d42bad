// How the synthetic instructor is put on air: sizes, addresses and flags.

export interface ProgrammeSize {
  width: number;
  height: number;
}

/** Composing, encoding and transcoding all run on this one machine: two cores carry 540 lines. */
export function demoSize(cores: number): ProgrammeSize {
  return cores < 4 ? { width: 960, height: 540 } : { width: 1280, height: 720 };
}

/** The query goes before the fragment, which carries the shell's key. */
export function demoUrl(studioUrl: string, { width, height }: ProgrammeSize): string {
  const [address = '', fragment = ''] = studioUrl.split('#');
  const joint = address.includes('?') ? '&' : '?';
  return `${address}${joint}demo&autostart&width=${width}&height=${height}&fps=30#${fragment}`;
}

/** `http://host/c/CODE` is the page; its class is known at `/api/classes/CODE`. */
export function classInfoUrl(viewerUrl: string): string {
  const url = new URL(viewerUrl);
  const code =
    url.pathname
      .split('/')
      .filter((part) => part !== '')
      .at(-1) ?? '';
  return `${url.origin}/api/classes/${code}`;
}

const neededForDemo = { chromium: 'Chromium', worker: "mediasoup's worker", ffmpeg: 'FFmpeg' };

/** What a synthetic instructor needs and this machine hasn't. */
export function lackingForDemo(can: readonly string[]): string[] {
  return Object.entries(neededForDemo).flatMap(([thing, name]) => (can.includes(thing) ? [] : [name]));
}

export interface BrowserWishes {
  profile: string;
  root: boolean;
}

const quietFlags = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  // Pages here meet on loopback addresses, which mDNS names would hide from the server.
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--autoplay-policy=no-user-gesture-required',
];

/** Chromium refuses its sandbox to root; nobody else has to give it up. */
function flagsFor({ profile, root }: BrowserWishes): string[] {
  return [...quietFlags, `--user-data-dir=${profile}`, ...(root ? ['--no-sandbox'] : [])];
}

export function instructorFlags(wishes: BrowserWishes, url: string): string[] {
  return [
    ...flagsFor(wishes),
    '--headless=new',
    // It leaves when this pipe closes, so it never outlives us, however we go.
    '--remote-debugging-pipe',
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    '--auto-select-desktop-capture-source=Entire screen',
    '--disable-background-timer-throttling',
    '--disable-renderer-backgrounding',
    '--disable-backgrounding-occluded-windows',
    '--disable-dev-shm-usage',
    url,
  ];
}

export function studioWindowFlags(wishes: BrowserWishes, url: string): string[] {
  // Without it Chromium greets root with a warning across the window about the sandbox.
  const quiet = wishes.root ? ['--test-type'] : [];
  return [...flagsFor(wishes), ...quiet, `--app=${url}`, '--window-size=1440,900'];
}
