import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Sound } from './sound.svelte.ts';

/** Settles at once where a browser takes some milliseconds. */
class Param {
  value: number;

  constructor(value: number) {
    this.value = value;
  }

  setTargetAtTime(value: number): void {
    this.value = value;
  }
}

/** As much of Web Audio as tells how loud something comes through. */
class Node {
  readonly context: unknown;
  readonly gain: Param;
  readonly delayTime = new Param(0);
  readonly fftSize = 0;
  readonly stream: { getAudioTracks: () => unknown[] };
  outputs: Node[] = [];

  constructor(context?: unknown, { gain = 1 }: { gain?: number } = {}) {
    this.context = context;
    this.gain = new Param(gain);
    this.stream = { getAudioTracks: () => [{ node: this, stop() {} }] };
  }

  connect(to: Node): Node {
    this.outputs.push(to);
    return to;
  }

  disconnect(): void {
    this.outputs = [];
  }
}

class Context extends EventTarget {
  readonly currentTime = 0;
  state = 'running';

  async close(): Promise<void> {
    this.state = 'closed';
  }
}

beforeEach(() => {
  vi.stubGlobal('AudioContext', Context);
  const nodes = ['GainNode', 'DelayNode', 'AnalyserNode', 'DynamicsCompressorNode', 'AudioNode'];
  for (const name of [...nodes, 'MediaStreamAudioDestinationNode']) vi.stubGlobal(name, Node);
});
afterEach(() => void vi.unstubAllGlobals());

function loudness(from: Node, to: Node): number {
  if (from === to) return 1;
  return from.outputs.reduce((sum, next) => sum + from.gain.value * loudness(next, to), 0);
}

function start() {
  const sound = new Sound({ kept: {}, onKept: () => {}, hear: () => () => {} });
  const [lapel, hall] = [new Node(), new Node()];
  const plug = (name: Parameters<Sound['plug']>[0], node: Node) =>
    sound.plug(name, node as unknown as AudioNode);
  plug('microphone', lapel);
  plug('secondMicrophone', hall);
  /** Of each microphone, in what somebody gets. */
  const heardIn = (track: MediaStreamTrack | undefined) => {
    const to = (track as unknown as { node: Node } | undefined)?.node;
    return [lapel, hall].map((from) => (to ? loudness(from, to) : undefined));
  };
  return { sound, plug, heardIn };
}

it('both microphones are heard by the class, on the stage, and in what is recorded of them', () => {
  const { sound, heardIn } = start();
  for (const track of [sound.track, sound.stageTrack, sound.voiceTrack])
    expect(heardIn(track)).toEqual([1, 1]);
  sound.setVoiceMuted(true);
  for (const track of [sound.track, sound.stageTrack, sound.voiceTrack])
    expect(heardIn(track)).toEqual([0, 0]);
  expect(sound.isVoiceMuted).toBe(true);
  sound.close();
});

it('what others send is not recorded as a microphone, and guests are not sent back to the stage', () => {
  const { sound, plug } = start();
  const [guests, screen] = [new Node(), new Node()];
  plug('guests', guests);
  plug('screen', screen);
  const of = (node: Node) =>
    [sound.track, sound.stageTrack, sound.voiceTrack].map((track) =>
      loudness(node, (track as unknown as { node: Node }).node),
    );
  expect([of(guests), of(screen)]).toEqual([
    [1, 0, 0],
    [1, 1, 0],
  ]);
  sound.close();
});

it('in a breakout room both are heard there and not by the class, and then as before', () => {
  const { sound, heardIn } = start();
  sound.setMuted('secondMicrophone', true);
  sound.setVoiceMuted(true);
  sound.takeAside();
  expect([heardIn(sound.track), heardIn(sound.asideTrack)]).toEqual([
    [0, 0],
    [1, 0],
  ]);
  sound.setVoiceMuted(true);
  expect(heardIn(sound.asideTrack)).toEqual([0, 0]);
  sound.bringBack();
  expect([heardIn(sound.track), sound.asideTrack]).toEqual([[0, 0], undefined]);
  sound.setVoiceMuted(false);
  expect(heardIn(sound.track)).toEqual([1, 0]);
  sound.close();
});

it('one that is plugged in while a breakout room is visited is not heard by the class either', () => {
  const { sound, plug } = start();
  sound.takeAside();
  const another = new Node();
  plug('secondMicrophone', another);
  expect(loudness(another, (sound.track as unknown as { node: Node }).node)).toBe(0);
  sound.close();
});

it('whoever has muted their only microphone is not heard through one that comes later', () => {
  const { sound, plug } = start();
  sound.unplug('secondMicrophone');
  sound.setMuted('microphone', true);
  const later = new Node();
  plug('secondMicrophone', later);
  expect([loudness(later, (sound.track as unknown as { node: Node }).node), sound.isVoiceMuted]).toEqual([
    0,
    true,
  ]);
  sound.close();
});

it('without a microphone there is none to record, and nothing is muted', () => {
  const { sound } = start();
  sound.unplug('microphone');
  expect(sound.voiceTrack).toBeDefined();
  sound.unplug('secondMicrophone');
  expect([sound.voiceTrack, sound.hasVoice, sound.isVoiceMuted]).toEqual([undefined, false, false]);
  sound.close();
});
