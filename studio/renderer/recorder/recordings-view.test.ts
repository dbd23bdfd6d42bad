import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BridgeName } from '../../preload/contract.ts';
import { type Recording, SILENT_AFTER_MS } from '../../preload/recordings-contract.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { RecordingsView } from './recordings-view.svelte.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function trial() {
  const shell = { state: 'recording' as Recording['state'], looks: 0 };
  const ask = async (name: BridgeName) => {
    if (name === 'recordings.exports') return { exports: [] };
    shell.looks += 1;
    const recording = { recordingId: 'r', state: shell.state };
    return { recordings: [recording], folder: '/r', room: { level: 'enough', freeBytes: 9e9 } };
  };
  return { shell, view: new RecordingsView(ask as unknown as Bridge['ask']) };
}

it('one that broke off right before the first look is offered for recovery a moment later', async () => {
  const { shell, view } = trial();
  await view.refresh();
  expect(view.unfinished).toEqual([]);
  shell.state = 'unfinished';
  await vi.advanceTimersByTimeAsync(SILENT_AFTER_MS + 1_000);
  expect(view.unfinished).toMatchObject([{ recordingId: 'r' }]);
});

it('one that runs is looked at once more, and not after close()', async () => {
  const { shell, view } = trial();
  await view.refresh();
  await vi.advanceTimersByTimeAsync(SILENT_AFTER_MS * 10);
  expect(shell.looks).toBe(2);
  await view.refresh();
  view.close();
  await vi.advanceTimersByTimeAsync(SILENT_AFTER_MS * 10);
  expect(shell.looks).toBe(3);
});
