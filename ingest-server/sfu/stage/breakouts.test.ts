import type { MediaSource } from '@rostrum/protocol/media';
import type { BreakoutId, PersonId } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Standing } from '../pure/stage-flow.ts';
import { standing } from '../test-support/desk.ts';
import { Peer } from '../test-support/peer.ts';
import { missingWorker, startWorker, workerBin } from '../test-support/worker.ts';
import { Floor } from './index.ts';

const [red, blue] = ['red' as BreakoutId, 'blue' as BreakoutId];
const guest: Partial<Standing> = { is: 'guest' };
const visiting: Partial<Standing> = { isStaff: true, breakout: red };

let worker: types.Worker;
let router: types.Router;
beforeAll(async () => {
  if (workerBin) ({ worker, router } = await startWorker());
});
afterAll(() => worker?.close());

let standings: Map<PersonId, Standing>;
let troubles: unknown[];
let floor: Floor;
let peers: Peer[];
beforeEach(({ skip }) => {
  skip(missingWorker !== undefined, missingWorker);
  standings = new Map<PersonId, Standing>();
  troubles = [];
  peers = [];
  floor = new Floor({
    router,
    now: Date.now,
    handleTrouble: (error) => void troubles.push(error),
    standingOf: (personId) => standings.get(personId) ?? standing(),
  });
});
afterEach(async () => {
  if (missingWorker) return;
  await settled();
  expect(troubles).toEqual([]);
  for (const peer of peers) peer.close();
});

/** The worker answers in order, and what it has told of is heard in order: nothing is on its way behind this. */
async function settled(): Promise<void> {
  await router.dump();
  await turn();
}

/** Somebody who only looks on. */
async function watch(name: string, as: Partial<Standing>): Promise<Peer> {
  const peer = await Peer.open(router, floor, name);
  peers.push(peer);
  standings.set(peer.personId, standing(as));
  return peer;
}

async function enter(name: string, as: Partial<Standing>, source?: MediaSource): Promise<Peer> {
  const peer = await watch(name, as);
  await peer.send(source);
  return peer;
}

function become({ personId }: Peer, as: Partial<Standing>): void {
  standings.set(personId, standing(as));
  floor.refresh();
}

/** By name, whom each of these hears where all of them speak once. */
async function whoHears(...those: Peer[]): Promise<Record<string, string[]>> {
  for (const peer of peers) peer.speak();
  await settled();
  return Object.fromEntries(those.map((peer) => [peer.personId, peer.heard()]));
}

const look = (...those: Peer[]) => Promise.all(those.map((peer) => peer.look()));

/** Until these are who they are told of; who speaks is told of in between. */
async function sees(peer: Peer, ...names: string[]): Promise<void> {
  for (let told = await peer.look('next'); ; told = await peer.look('next'))
    if (told.streams.map(({ personId }) => personId).join() === names.join()) return;
}

async function speakerFor(peer: Peer): Promise<string> {
  for (let told = await peer.look(); ; told = await peer.look('next'))
    if (told.speaker !== undefined) return told.speaker;
}

async function twoRooms() {
  const [ada, ann, bob] = [
    await enter('ada', { breakout: red }),
    await enter('ann', { breakout: red }),
    await enter('bob', { breakout: blue }),
  ];
  const [gus, prof] = [await enter('gus', guest), await enter('prof', { isStaff: true })];
  await look(ada, ann, bob, gus, prof);
  return { ada, ann, bob, gus, prof };
}

describe('ROOM-42: sound', () => {
  it('flows inside a breakout room and never across, nor to the stage or from it', async () => {
    const { ada, ann, bob, gus, prof } = await twoRooms();
    const ben = await enter('ben', { breakout: blue });
    await look(bob, ben);
    expect(await whoHears(ada, ann, bob, ben, gus, prof)).toEqual({
      ...{ ada: ['ann'], ann: ['ada'], bob: ['ben'], ben: ['bob'], gus: [], prof: ['gus'] },
    });
  });

  it('of whoever is put elsewhere is cut off at once, both ways, and flows there as soon as it is asked for', async () => {
    const { ada, ann, bob } = await twoRooms();
    become(ann, { breakout: blue });
    expect(await whoHears(ada, ann, bob)).toEqual({ ada: [], ann: [], bob: [] });
    await look(ada, ann, bob);
    expect(await whoHears(ada, ann, bob)).toEqual({ ada: [], ann: ['bob'], bob: ['ann'] });
    become(ann, { breakout: red });
    await look(ada, ann, bob);
    expect(await whoHears(ada, ann, bob)).toEqual({ ada: ['ann'], ann: ['ada'], bob: [] });
  });

  it('of whoever is back before anybody was told goes on', async () => {
    const { ada, ann } = await twoRooms();
    become(ann, { breakout: blue });
    become(ann, { breakout: red });
    expect(await whoHears(ada, ann)).toEqual({ ada: ['ann'], ann: ['ada'] });
  });

  it('reaches staff who look in, beside that of the stage, and theirs the room alone', async () => {
    const { ada, ann, bob, gus, prof } = await twoRooms();
    become(prof, visiting);
    await look(ada, ann, bob, gus, prof);
    expect(await whoHears(ada, ann, bob, gus, prof)).toEqual({
      ...{ ada: ['ann', 'prof'], ann: ['ada', 'prof'], bob: [], gus: [], prof: ['ada', 'ann', 'gus'] },
    });
    become(prof, { isStaff: true });
    expect(await whoHears(ada, prof)).toEqual({ ada: ['ann'], prof: ['gus'] });
  });

  it('is nobody’s any more when the rooms end', async () => {
    const { ada, ann, gus, prof } = await twoRooms();
    for (const { personId } of peers.slice(0, 3)) standings.set(personId, standing());
    floor.refresh();
    expect(await whoHears(ada, ann, gus, prof)).toEqual({ ada: [], ann: [], gus: [], prof: ['gus'] });
    expect((await ada.look()).streams).toEqual([]);
  });

  it('follows from the stage into a room, and from there back to it', async () => {
    const { ada, gus, prof } = await twoRooms();
    become(gus, { breakout: red });
    await look(ada, gus, prof);
    expect(await whoHears(ada, gus, prof)).toEqual({ ada: ['ann', 'gus'], gus: ['ada', 'ann'], prof: [] });
    become(gus, guest);
    expect(await whoHears(ada, gus)).toEqual({ ada: ['ann'], gus: [] });
    await look(prof);
    expect(await whoHears(prof)).toEqual({ prof: ['gus'] });
  });
});

describe('what is told', () => {
  it('names the room that each goes to', async () => {
    const { gus, prof } = await twoRooms();
    become(prof, visiting);
    const { streams } = await prof.look();
    expect(streams).toMatchObject([
      { personId: 'ada', breakoutId: 'red', isLive: true },
      { personId: 'ann', breakoutId: 'red', isLive: true },
      { personId: 'gus', isLive: true },
    ]);
    expect(streams[2]).not.toHaveProperty('breakoutId');
    expect((await gus.look()).streams).toEqual([]);
  });

  it('is told at once to both rooms and to whoever moves, who sends nothing themselves', async () => {
    const { ada, ann, bob } = await twoRooms();
    const eve = await watch('eve', { breakout: red });
    expect((await eve.look()).streams.map(({ personId }) => personId)).toEqual(['ada', 'ann']);
    const told = [sees(ada), sees(bob, 'ann'), sees(eve, 'ada')];
    become(ann, { breakout: blue });
    await Promise.all(told);
    const moved = sees(eve, 'ann', 'bob');
    become(eve, { breakout: blue });
    await moved;
  });

  it('is told at once to staff who stop looking in', async () => {
    await enter('ann', { breakout: red }, 'camera');
    await enter('gus', guest, 'camera');
    const tutor = await watch('tutor', visiting);
    expect((await tutor.look()).streams.map(({ personId }) => personId)).toEqual(['ann', 'gus']);
    const told = sees(tutor, 'gus');
    become(tutor, { isStaff: true });
    await told;
  });

  it('has in each room whoever speaks there', async () => {
    const eve = await watch('eve', { breakout: red });
    const [ann, bob] = [await enter('ann', { breakout: red }), await enter('bob', { breakout: blue })];
    expect([await speakerFor(eve), await speakerFor(bob)]).toEqual(['ann', 'bob']);
    become(ann, { breakout: blue });
    expect((await eve.look()).speaker).toBeUndefined();
  });
});
