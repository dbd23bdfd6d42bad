import { type BreakoutId, type PersonId, type RoomState, emptyRoom } from '@rostrum/protocol/room';
import { beforeEach, expect, test, vi } from 'vitest';
import { StageSeat } from './stage-seat.svelte.ts';

const personId = 'ada' as PersonId;
const kept = new Map<string, string>();
let given: Track[] = [];

class Track extends EventTarget {
  readyState = 'live';

  stop(): void {
    this.readyState = 'ended';
  }
}

function give(): Track {
  const track = new Track();
  given.push(track);
  return track;
}

vi.stubGlobal('sessionStorage', {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
});
vi.stubGlobal('navigator', {
  mediaDevices: {
    getUserMedia: ({ video }: MediaStreamConstraints) => {
      const [microphone, camera] = [give(), video ? [give()] : []];
      return Promise.resolve({ getAudioTracks: () => [microphone], getVideoTracks: () => camera });
    },
  },
});

beforeEach(() => {
  kept.clear();
  given = [];
});

/** Of a server that is asked and has not answered yet. */
const sit = () => new StageSeat({ ask: () => new Promise(() => undefined), personId, keptAs: 'stage' });

const handUp: RoomState = { ...emptyRoom, hands: [{ personId, name: 'Ada', raisedAt: 0 }] };

function inRoom(breakoutId = 'red', openedAt = 1): RoomState {
  const member = { name: 'Ada', breakoutId: breakoutId as BreakoutId, isIn: true };
  const open = { openedAt, mayChoose: false };
  return { ...emptyRoom, breakouts: { ...emptyRoom.breakouts, open, members: { [personId]: member } } };
}

const follow = (seat: StageSeat, room: RoomState) => seat.follow(room, 1, 'open');
const isOn = (seat: StageSeat) => vi.waitFor(() => expect(seat.devices.is).toBe('on'));

test('nobody is heard in a room before they have said so, whatever they had made ready for the stage', async () => {
  const seat = sit();
  follow(seat, handUp);
  await seat.makeReady('camera');
  expect([seat.devices.is, seat.way.is]).toEqual(['on', 'opening']);
  follow(seat, inRoom());
  expect([seat.devices.is, seat.way.is, seat.joined]).toEqual(['off', 'closed', undefined]);
  expect(given.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
});

test('whoever only listens is connected, and the browser is asked for nothing', async () => {
  const seat = sit();
  follow(seat, inRoom());
  await seat.join('listen');
  expect([seat.devices.is, seat.way.is]).toEqual(['off', 'opening']);
  expect(given).toEqual([]);
});

test('from room to room everything stays on, and back in the class everything is off', async () => {
  const seat = sit();
  follow(seat, inRoom('red'));
  await seat.join('camera');
  await seat.turnMicrophone(false);
  const { devices } = seat;
  follow(seat, inRoom('blue'));
  expect([seat.devices, seat.isMicrophoneOn]).toEqual([devices, false]);
  follow(seat, emptyRoom);
  expect([seat.devices.is, seat.way.is, seat.isMicrophoneOn]).toEqual(['off', 'closed', true]);
  expect(given.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
});

test('a page that is loaded anew is in the room with what they came with', async () => {
  const before = sit();
  follow(before, inRoom());
  await before.join('sound');
  const after = sit();
  follow(after, inRoom());
  await isOn(after);
  expect([after.joined, after.way.is]).toEqual(['sound', 'opening']);
});

test('in other rooms they are asked again, also where the page was loaded anew between them', async () => {
  const before = sit();
  follow(before, inRoom('red', 1));
  await before.join('camera');
  const after = sit();
  follow(after, inRoom('red', 2));
  expect([after.joined, after.devices.is]).toEqual([undefined, 'off']);
  follow(before, inRoom('red', 2));
  expect([before.joined, before.devices.is]).toEqual([undefined, 'off']);
});

test('whoever raised their hand here before the rooms is still called to the stage here after them', () => {
  const seat = sit();
  seat.claim();
  follow(seat, handUp);
  follow(seat, { ...inRoom(), hands: handUp.hands });
  follow(seat, handUp);
  const guests = [{ personId, name: 'Ada', enteredAt: 0, held: [] }];
  follow(seat, { ...emptyRoom, stage: { ...emptyRoom.stage, guests } });
  expect([seat.standing, seat.way.is]).toEqual(['guest', 'opening']);
});
