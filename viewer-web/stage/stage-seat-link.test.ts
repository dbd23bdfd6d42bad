// A seat on the stage over a way that is open, which the tests beside this one never come to.
import { RefusedError } from '@rostrum/protocol/client';
import { type PersonId, type Refusal, type RoomState, emptyRoom, refuse } from '@rostrum/protocol/room';
import type { StageLinkOptions } from '@rostrum/ui/stage';
import { beforeEach, expect, test, vi } from 'vitest';
import { StageSeat } from './stage-seat.svelte.ts';

const personId = 'ada' as PersonId;

class Track extends EventTarget {
  readyState = 'live';

  stop(): void {
    this.readyState = 'ended';
  }
}

/** What a seat asks of its way. */
class TestLink {
  readonly options: StageLinkOptions;
  readonly sent = new Set<string>();

  constructor(options: StageLinkOptions) {
    this.options = options;
  }

  async send(source: string): Promise<void> {
    if (source === 'screen' && refusal) throw new RefusedError(refusal);
    this.sent.add(source);
  }

  async stop(source: string): Promise<void> {
    this.sent.delete(source);
  }

  setOnStage(): void {
    // Whether anything flows is the way's own business.
  }

  close(): void {
    this.sent.clear();
  }
}

let link: TestLink;
let refusal: Refusal | undefined;
let screens: Track[] = [];

vi.mock('@rostrum/ui/stage', () => ({
  StageLink: {
    open: (options: StageLinkOptions) => {
      link = new TestLink(options);
      return Promise.resolve(link);
    },
  },
}));
const kept = new Map<string, string>();
vi.stubGlobal('sessionStorage', {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
});
vi.stubGlobal('navigator', {
  mediaDevices: {
    getUserMedia: () => {
      const microphone = [new Track()];
      return Promise.resolve({ getAudioTracks: () => microphone, getVideoTracks: () => [] });
    },
    getDisplayMedia: () => {
      const screen = new Track();
      screens.push(screen);
      return Promise.resolve({ getVideoTracks: () => [screen] });
    },
  },
});

beforeEach(() => {
  kept.clear();
  screens = [];
  refusal = undefined;
});

/** On the stage, and allowed to share a screen or not. */
function onStage(mayShare: boolean): RoomState {
  const guests = [{ personId, name: 'Ada', enteredAt: 0, held: [] }];
  const standing = { role: 'student' as const, here: true, muted: false, removed: false };
  const ada = { personId, name: 'Ada', ...standing, screen: mayShare, draw: false };
  return { ...emptyRoom, people: { ada }, stage: { ...emptyRoom.stage, guests } };
}

async function sharing(): Promise<StageSeat> {
  const seat = new StageSeat({ ask: () => new Promise(() => undefined), personId, keptAs: 'stage' });
  seat.claim();
  seat.follow(onStage(true), undefined, 'open');
  await vi.waitFor(() => expect([...link.sent]).toEqual(['microphone']));
  await seat.shareScreen();
  return seat;
}

const states = () => screens.map(({ readyState }) => readyState);

test('whoever is on the stage with another device has nothing on at this one, their screen neither', async () => {
  const seat = await sharing();
  expect([[...link.sent], states()]).toEqual([['microphone', 'screen'], ['live']]);
  link.options.onOver({ is: 'replaced' });
  expect([seat.way.is, seat.devices.is, seat.screen, states()]).toEqual([
    ...['elsewhere', 'off', undefined],
    ['ended'],
  ]);
});

test('a screen that staff allow no longer is not taken any more, and the voice goes on', async () => {
  const seat = await sharing();
  seat.follow(onStage(true), undefined, 'open');
  expect(states()).toEqual(['live']);
  seat.follow(onStage(false), undefined, 'open');
  expect([seat.screen, states()]).toEqual([undefined, ['ended']]);
  await vi.waitFor(() => expect([...link.sent]).toEqual(['microphone']));
});

test('why a screen is not shown is said until the next try, and the voice goes on', async () => {
  refusal = refuse('not-allowed', 'Staff have not allowed you to share your screen.');
  const seat = await sharing();
  expect([seat.unshared, seat.screen, states()]).toEqual([refusal, undefined, ['ended']]);
  expect([...link.sent]).toEqual(['microphone']);
  refusal = undefined;
  await seat.shareScreen();
  expect([seat.unshared, [...link.sent]]).toEqual([undefined, ['microphone', 'screen']]);
});
