import { type Child, ready, startServerAlone, startNode } from '@rostrum/e2e/support';
import type { Bench } from './bench.ts';
import { Crowd, type Delivered } from './crowd/crowd.ts';
import type { Dialect } from './crowd/dialects.ts';
import { cpuS, rssMb } from './crowd/process-cost.ts';
import { joinGuests } from './crowd/sign-in.ts';

const PEOPLE = 5_000;
const PER_SECOND = 10;
/** A burst to five thousand would keep a plain loop busy for longer than it lasts. */
const BURST_PEOPLE = 1_000;
const BURST_PER_SECOND = 200;
const BURST_S = 3;

interface Cost {
  readonly delivered: Delivered;
  readonly cpuS: number;
}

async function deliver(
  crowd: Crowd,
  pid: number,
  perSecond: number,
  forS: number,
  name: string,
): Promise<Cost> {
  await crowd.begin();
  const before = cpuS(pid);
  const delivered = await crowd.say(perSecond, forS, name);
  return { delivered, cpuS: cpuS(pid) - before };
}

async function withCrowd<T>(run: (crowd: Crowd) => Promise<T>): Promise<T> {
  const crowd = new Crowd();
  try {
    return await run(crowd);
  } finally {
    crowd.end();
  }
}

async function withPeer<T>(dialect: Dialect, run: (peer: Child, url: string) => Promise<T>): Promise<T> {
  const peer = startNode(new URL('crowd/peer.ts', import.meta.url).pathname, {}, [dialect]);
  try {
    const { port } = (await ready(peer, 10_000)) as { port: number };
    return await run(peer, `ws://127.0.0.1:${port}`);
  } finally {
    await peer.kill();
  }
}

function measurePeer(dialect: Dialect, people: number, perSecond: number, forS: number): Promise<Cost> {
  return withPeer(dialect, (peer, url) =>
    withCrowd(async (crowd) => {
      await crowd.connect(
        dialect,
        url,
        Array.from({ length: people }, () => ''),
      );
      return deliver(crowd, peer.process.pid!, perSecond, forS, `peer-${dialect}`);
    }),
  );
}

export const bench: Bench = {
  name: 'room-fanout',
  says: `One class of ${PEOPLE} sockets in two processes that parse every frame, ${PER_SECOND} chat messages a second; then the same deliveries by a plain ws loop and by socket.io; then a burst of ${BURST_PER_SECOND} a second to ${BURST_PEOPLE}.`,
  async run({ quick }) {
    const forS = quick ? 5 : 20;
    const house = await startServerAlone();
    const pid = house.server.process.pid!;
    const url = house.origin.replace('http', 'ws');
    try {
      const tokens = await joinGuests(house.origin, PEOPLE);
      const ours = await withCrowd(async (crowd) => {
        await crowd.connect('rostrum', url, tokens);
        const cost = await deliver(crowd, pid, PER_SECOND, forS, 'steady');
        return { ...cost, rssMb: rssMb(pid) };
      });
      const burst = await withCrowd(async (crowd) => {
        await crowd.connect('rostrum', url, tokens.slice(0, BURST_PEOPLE));
        return deliver(crowd, pid, BURST_PER_SECOND, BURST_S, 'burst');
      });
      await house.server.stop();
      const loop = await measurePeer('ws', PEOPLE, PER_SECOND, forS);
      const socketio = await measurePeer('socketio', PEOPLE, PER_SECOND, forS);
      const burstLoop = await measurePeer('ws', BURST_PEOPLE, BURST_PER_SECOND, BURST_S);
      const { delivered } = ours;
      return {
        people: PEOPLE,
        seconds: forS,
        p50_ms: round(delivered.p50Ms),
        p95_ms: round(delivered.p95Ms),
        p99_ms: round(delivered.p99Ms),
        lost: delivered.lost,
        doubled: delivered.doubled,
        out_of_order: delivered.outOfOrder,
        refused: delivered.refused,
        server_cpu_s: round(ours.cpuS),
        server_rss_mb: ours.rssMb,
        ws_loop_cpu_s: round(loop.cpuS),
        socketio_cpu_s: round(socketio.cpuS),
        cpu_ratio_vs_ws_loop: round(ours.cpuS / loop.cpuS),
        cpu_ratio_vs_socketio: round(ours.cpuS / socketio.cpuS),
        ws_loop_p95_ms: round(loop.delivered.p95Ms),
        burst_people: BURST_PEOPLE,
        burst_p95_ms: round(burst.delivered.p95Ms),
        burst_lost: burst.delivered.lost,
        burst_cpu_ratio_vs_ws_loop: round(burst.cpuS / burstLoop.cpuS),
      };
    } finally {
      await house.close();
    }
  },
};

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
