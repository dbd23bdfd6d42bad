import type { Page } from '@playwright/test';

// A person's own camera, microphone and speakers, as far as their browser gives them to the page.

interface DevicesWindow extends Window {
  microphones?: MediaStreamTrack[];
  /** What is plugged in, and what the page was given of it, by their names. */
  plugged?: readonly string[];
  given?: { name: string; track: MediaStreamTrack }[];
  /** What is plugged in, by their names. */
  speakers?: readonly string[];
  /** What has played through speakers of the page's choice. */
  players?: Set<HTMLMediaElement>;
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

/** Microphones to choose from; the first is the system's choice. To be called before the page is opened. */
export async function giveMicrophones(page: Page, ...microphones: string[]): Promise<void> {
  await page.addInitScript((names) => {
    const its = window as DevicesWindow;
    its.plugged = names;
    const given: { name: string; track: MediaStreamTrack }[] = (its.given = []);
    const { mediaDevices } = navigator;
    const [ask, list] = [
      mediaDevices.getUserMedia.bind(mediaDevices),
      mediaDevices.enumerateDevices.bind(mediaDevices),
    ];
    mediaDevices.enumerateDevices = async () => {
      const others = (await list()).filter(({ kind }) => kind !== 'audioinput');
      const inputs = (its.plugged ?? []).map((name) => ({
        ...{ kind: 'audioinput', deviceId: name, label: name, groupId: '' },
      }));
      return [...others, ...inputs] as MediaDeviceInfo[];
    };
    mediaDevices.getUserMedia = async (wanted) => {
      if (!wanted?.audio) return ask(wanted);
      const { deviceId } = wanted.audio as { deviceId?: { ideal?: string; exact?: string } };
      const plugged = its.plugged ?? [];
      const asked = plugged.find((name) => name === (deviceId?.exact ?? deviceId?.ideal));
      const name = asked ?? (deviceId?.exact === undefined ? plugged[0] : undefined);
      if (name === undefined) throw new DOMException('', 'NotFoundError');
      const stream = await ask({ audio: true });
      for (const track of stream.getAudioTracks()) {
        Object.defineProperty(track, 'label', { value: name });
        track.getSettings = () => ({ deviceId: name });
        given.push({ name, track });
      }
      return stream;
    };
  }, microphones);
}

/** These are plugged in now, and no others: the browser ends the tracks of what is gone and says that something changed. */
export async function plugMicrophones(page: Page, ...microphones: string[]): Promise<void> {
  await page.evaluate((names) => {
    const its = window as DevicesWindow;
    its.plugged = names;
    for (const { name, track } of its.given ?? []) {
      if (names.includes(name) || track.readyState === 'ended') continue;
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }, microphones);
}

/** Speakers to choose from; nobody hears them. To be called before the page is opened. */
export async function giveSpeakers(page: Page, ...speakers: string[]): Promise<void> {
  await page.addInitScript((names) => {
    const its = window as DevicesWindow;
    its.speakers = names;
    const players = (its.players = new Set<HTMLMediaElement>());
    const { mediaDevices } = navigator;
    const list = mediaDevices.enumerateDevices.bind(mediaDevices);
    mediaDevices.enumerateDevices = async () => {
      const others = (await list()).filter(({ kind }) => kind !== 'audiooutput');
      const outputs = (its.speakers ?? []).map((name) => ({
        ...{ kind: 'audiooutput', deviceId: name, label: name, groupId: '' },
      }));
      return [...others, ...outputs] as MediaDeviceInfo[];
    };
    const sinkIds = new WeakMap<HTMLMediaElement, string>();
    Object.defineProperty(HTMLMediaElement.prototype, 'sinkId', {
      configurable: true,
      get(this: HTMLMediaElement) {
        return sinkIds.get(this) ?? '';
      },
    });
    HTMLMediaElement.prototype.setSinkId = async function (this: HTMLMediaElement, id: string) {
      if (id !== '' && !its.speakers?.includes(id)) throw new DOMException('', 'NotFoundError');
      sinkIds.set(this, id);
      players.add(this);
    };
  }, speakers);
}

/** These are plugged in now, and no others. */
export async function plugSpeakers(page: Page, ...speakers: string[]): Promise<void> {
  await page.evaluate((names) => {
    (window as DevicesWindow).speakers = names;
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }, speakers);
}

/** Through which speakers something plays just now that has been given any. */
export function speakersInUse(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...((window as DevicesWindow).players ?? [])]
      .filter((player) => !player.paused)
      .map((player) => player.sinkId),
  );
}
