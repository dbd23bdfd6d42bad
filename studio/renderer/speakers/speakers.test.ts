import { afterEach, expect, it, vi } from 'vitest';
import { Speakers } from './speakers.svelte.ts';

afterEach(() => void vi.useRealTimers());

/** A computer with as many speakers as are plugged in. */
class Computer extends EventTarget {
  speakers: readonly string[] = ['desk', 'headset'];

  async enumerateDevices() {
    return this.speakers.map((id) => ({ kind: 'audiooutput', deviceId: id, label: id })) as MediaDeviceInfo[];
  }

  plug(...speakers: string[]): void {
    this.speakers = speakers;
    this.dispatchEvent(new Event('devicechange'));
  }
}

/** As far as a choice of speakers touches it. */
class Player {
  sinkId = '';
  /** Of what it can't play through. */
  broken: string | undefined;

  async setSinkId(id: string): Promise<void> {
    await Promise.resolve();
    if (id === this.broken) throw new DOMException('', 'AbortError');
    this.sinkId = id;
  }
}

async function start(chosenId?: string) {
  const computer = new Computer();
  const kept: (string | undefined)[] = [];
  const speakers = new Speakers({ media: computer, chosenId, onChosen: (id) => kept.push(id) });
  const player = new Player();
  const end = speakers.playThrough(player);
  await speakers.refresh();
  return { computer, speakers, player, end, kept };
}

it('what plays goes on through the speakers that are chosen, and they are kept', async () => {
  const { speakers, player, kept } = await start();
  expect([player.sinkId, speakers.standing]).toEqual(['', 'system']);
  speakers.choose('headset');
  await vi.waitFor(() => expect(player.sinkId).toBe('headset'));
  speakers.choose(undefined);
  await vi.waitFor(() => expect(player.sinkId).toBe(''));
  expect(kept).toEqual(['headset', undefined]);
});

it('those that were kept are taken from the start, and by what begins to play later', async () => {
  const { speakers, player } = await start('headset');
  await vi.waitFor(() => expect(player.sinkId).toBe('headset'));
  const later = new Player();
  speakers.playThrough(later);
  await vi.waitFor(() => expect(later.sinkId).toBe('headset'));
});

it('unplugged, they give way to the system’s, say so, and come back', async () => {
  const { computer, speakers, player } = await start('headset');
  computer.plug('desk');
  await vi.waitFor(() => expect(player.sinkId).toBe(''));
  expect(speakers.standing).toBe('away');
  computer.plug('desk', 'headset');
  await vi.waitFor(() => expect(player.sinkId).toBe('headset'));
  expect(speakers.standing).toBe('chosen');
});

it('those that can’t be played through give way to the system’s, until they are plugged in anew', async () => {
  const { computer, speakers, player } = await start();
  player.broken = 'headset';
  vi.useFakeTimers();
  speakers.choose('headset');
  await vi.runAllTimersAsync();
  expect(speakers.standing).toBe('failed');
  vi.useRealTimers();
  expect(player.sinkId).toBe('');
  await speakers.refresh();
  expect(speakers.standing).toBe('failed');
  player.broken = undefined;
  computer.plug('desk');
  await vi.waitFor(() => expect(speakers.standing).toBe('away'));
  computer.plug('desk', 'headset');
  await vi.waitFor(() => expect(player.sinkId).toBe('headset'));
});

it('those that say no for a moment, as they were plugged in, are asked again', async () => {
  const { speakers, player } = await start();
  player.broken = 'headset';
  vi.useFakeTimers();
  speakers.choose('headset');
  await vi.advanceTimersByTimeAsync(100);
  expect(speakers.standing).toBe('chosen');
  player.broken = undefined;
  await vi.runAllTimersAsync();
  expect([player.sinkId, speakers.standing]).toEqual(['headset', 'chosen']);
});

it('of two choices in a row the last one counts', async () => {
  const { speakers, player } = await start();
  speakers.choose('headset');
  speakers.choose(undefined);
  await speakers.refresh();
  await vi.waitFor(() => expect(player.sinkId).toBe(''));
  speakers.choose('headset');
  speakers.choose('desk');
  await vi.waitFor(() => expect(player.sinkId).toBe('desk'));
});

it('what plays no longer is left alone, and closing twice is safe', async () => {
  const { computer, speakers, player, end } = await start();
  end();
  speakers.choose('headset');
  await speakers.refresh();
  expect(player.sinkId).toBe('');
  speakers.close();
  speakers.close();
  computer.plug('desk');
  expect(speakers.standing).toBe('chosen');
});

it('where the browser lets nobody choose, nothing is offered and nothing is changed', async () => {
  const player = new Player();
  const speakers = new Speakers({ media: undefined, chosenId: 'headset', onChosen: () => {} });
  speakers.playThrough(player);
  await speakers.refresh();
  expect([speakers.devices, speakers.standing, player.sinkId]).toEqual([[], 'system', '']);
});
