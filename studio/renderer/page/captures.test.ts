import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Captures } from './captures.svelte.ts';

/** What is touched of a track, and no more. */
class Track extends EventTarget {
  readonly muted = false;
  readonly kind: 'audio' | 'video';
  readonly label: string;

  constructor(kind: 'audio' | 'video', label: string) {
    super();
    this.kind = kind;
    this.label = label;
  }

  stop(): void {}

  getCapabilities() {
    return {};
  }

  getSettings() {
    return { deviceId: this.label };
  }
}

/** A computer with a camera, and with as many microphones as are plugged in; the first is the system's choice. */
class Computer extends EventTarget {
  microphones: readonly string[] = ['desk', 'built-in'];
  #inUse: Track[] = [];

  async enumerateDevices() {
    const listed = (kind: string) => (id: string) => ({ kind, deviceId: id, label: id });
    return [listed('videoinput')('lens'), ...this.microphones.map(listed('audioinput'))];
  }

  async getUserMedia(wanted: { audio?: { deviceId?: { ideal?: string; exact?: string } } }) {
    if (!wanted.audio) return { getTracks: () => [new Track('video', 'lens')] };
    const { ideal, exact } = wanted.audio.deviceId ?? {};
    const asked = this.microphones.find((name) => name === (exact ?? ideal));
    const given = asked ?? (exact === undefined ? this.microphones[0] : undefined);
    if (given === undefined) throw new DOMException('', 'NotFoundError');
    const track = new Track('audio', given);
    this.#inUse.push(track);
    return { getTracks: () => [track] };
  }

  /** What is gone ends its track; then the browser says that something has changed. */
  plug(...microphones: string[]): void {
    this.microphones = microphones;
    const gone = this.#inUse.filter(({ label }) => !microphones.includes(label));
    this.#inUse = this.#inUse.filter((track) => !gone.includes(track));
    for (const track of gone) track.dispatchEvent(new Event('ended'));
    this.dispatchEvent(new Event('devicechange'));
  }
}

let computer: Computer;

beforeEach(() => {
  computer = new Computer();
  vi.stubGlobal('navigator', { mediaDevices: computer });
});
afterEach(() => void vi.unstubAllGlobals());

async function start(microphoneId?: string, secondMicrophoneId?: string): Promise<Captures> {
  const captures = new Captures({
    chosen: { cameraId: undefined, microphoneId, microphoneFor: undefined, secondMicrophoneId },
    screenMost: { width: 1280, height: 720 },
    onChosen: () => {},
    onCamera: () => {},
    onMicrophone: () => {},
    onSecondMicrophone: () => {},
    onScreen: () => {},
  });
  await captures.start();
  return captures;
}

const second = ({ second: { state, notice } }: Captures) =>
  notice ?? (state.is === 'on' ? state.label : state.is);
const runs = ({ microphone }: Captures) => (microphone.is === 'on' ? microphone.label : microphone.is);

it('what nobody chose comes back too when it was unplugged, and is said to be away meanwhile', async () => {
  const captures = await start();
  expect([runs(captures), captures.standsIn('microphone')]).toEqual(['desk', false]);
  computer.plug('built-in');
  await vi.waitFor(() => expect(runs(captures)).toBe('built-in'));
  await vi.waitFor(() => expect(captures.standsIn('microphone')).toBe(true));
  computer.plug('built-in', 'desk');
  await vi.waitFor(() => expect(runs(captures)).toBe('desk'));
  expect(captures.standsIn('microphone')).toBe(false);
  captures.close();
});

it('what stood in for it is not waited for when that is unplugged as well', async () => {
  const captures = await start();
  computer.plug('built-in');
  await vi.waitFor(() => expect(runs(captures)).toBe('built-in'));
  computer.plug();
  await vi.waitFor(() => expect(runs(captures)).toBe('problem'));
  computer.plug('built-in', 'desk');
  await vi.waitFor(() => expect(runs(captures)).toBe('desk'));
  captures.close();
});

it('whoever chooses what stands in stays with it', async () => {
  const captures = await start();
  computer.plug('built-in');
  await vi.waitFor(() => expect(captures.standsIn('microphone')).toBe(true));
  await captures.useMicrophone('built-in');
  expect(captures.standsIn('microphone')).toBe(false);
  computer.plug('built-in', 'desk');
  await vi.waitFor(() => expect(captures.devices.microphones).toHaveLength(2));
  expect(runs(captures)).toBe('built-in');
  captures.close();
});

it('a chosen one that is not there at the start is said to be away', async () => {
  const captures = await start('lapel');
  expect([runs(captures), captures.standsIn('microphone')]).toEqual(['desk', true]);
  computer.plug('desk', 'lapel');
  await vi.waitFor(() => expect(runs(captures)).toBe('lapel'));
  captures.close();
});

it('a second microphone is another one than the first, which is not offered as it', async () => {
  const captures = await start();
  expect(second(captures)).toBe('off');
  expect(captures.second.devices.map(({ id }) => id)).toEqual(['built-in']);
  await captures.second.add();
  expect([runs(captures), second(captures)]).toEqual(['desk', 'built-in']);
  expect(captures.microphones.map(({ id }) => id)).toEqual(['desk']);
  captures.second.remove();
  expect(second(captures)).toBe('off');
  expect(captures.microphones).toHaveLength(2);
  captures.close();
});

it('a second microphone that is unplugged is waited for, and the first goes on', async () => {
  const captures = await start('desk', 'built-in');
  expect(second(captures)).toBe('built-in');
  computer.plug('desk', 'lapel');
  await vi.waitFor(() => expect(second(captures)).toBe('unplugged'));
  expect(runs(captures)).toBe('desk');
  computer.plug('desk', 'lapel', 'built-in');
  await vi.waitFor(() => expect(second(captures)).toBe('built-in'));
  captures.close();
});

it('a second microphone gives way where it stands in for the first, and comes back with that', async () => {
  const captures = await start('desk', 'built-in');
  computer.plug('built-in');
  await vi.waitFor(() => expect([runs(captures), second(captures)]).toEqual(['built-in', 'taken']));
  computer.plug('built-in', 'desk');
  await vi.waitFor(() => expect([runs(captures), second(captures)]).toEqual(['desk', 'built-in']));
  captures.close();
});

it('a second microphone that was kept and is away is said to be, and taken when it comes', async () => {
  const captures = await start('desk', 'hall');
  expect(second(captures)).toBe('unplugged');
  computer.plug('desk', 'hall');
  await vi.waitFor(() => expect(second(captures)).toBe('hall'));
  captures.close();
});
