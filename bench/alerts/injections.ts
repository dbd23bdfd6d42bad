import { setTimeout as wait } from 'node:timers/promises';
import { childrenOf } from '@rostrum/e2e/support';
import type { AlertKind } from '@rostrum/protocol/operations';
import { joinGuests } from '../crowd/sign-in.ts';
import { knock } from './knocking.ts';
import { openPlayers } from './players.ts';
import { type Release, brake, pulse, signal, usualUse } from './pulses.ts';
import { DISK_MB, SLOW_STORE_MS, type Surroundings } from './surroundings.ts';

/** Makes a fault; what it returns mends it. */
type Break = (its: Surroundings) => Promise<Release>;

export interface Injection {
  readonly kind: AlertKind;
  /** Done before the clock runs. */
  readonly prepare?: (its: Surroundings) => Promise<Injection['break']>;
  readonly break: Break;
  /** Why it can't be done here. */
  readonly missing?: (its: Surroundings) => string | undefined;
}

const LOSS_PCT = 20;
/** Less than it needs even when the larger pictures are left out: what leaving out mends nobody is told of. */
const SLOW_SHARE = 0.35;
const KILL_EVERY_MS = 250;
const CHAT_EVERY_MS = 400;
const STANDS_MS = 350;
const PLAYERS = 20;
const IN_TIME_MS = 1_200;
const LATE_MS = 6_000;
const GUESTS = 200;

const transcoders = ({ server }: Surroundings) => childrenOf(server.server.process.pid, '-f sdp');

const needsDisk = ({ disk }: Surroundings) => (disk ? undefined : 'nobody may mount a disk here');
const needsPostgres = ({ postgres }: Surroundings) => (postgres ? undefined : 'there is no PostgreSQL here');

const unprepared: Break = () => Promise.reject(new Error('this was to be prepared first'));

/** Every alert that can be made from outside, by the fault that it stands for. */
export const injections: readonly Injection[] = [
  {
    kind: 'nothing-comes-in',
    async break({ studio }) {
      await studio.withhold('all');
      return () => studio.withhold('nothing');
    },
  },
  {
    kind: 'no-keyframe',
    async break({ studio }) {
      await studio.withhold('key-frames');
      return () => studio.withhold('nothing');
    },
  },
  {
    kind: 'silence',
    async break({ studio, source }) {
      await studio.show(source('moving', 'silence'));
      return () => studio.show(source('moving', 'speech'));
    },
  },
  {
    kind: 'black-picture',
    async break({ studio, source }) {
      await studio.show(source('black', 'speech'));
      return () => studio.show(source('moving', 'speech'));
    },
  },
  {
    kind: 'frozen-picture',
    async break({ studio, source }) {
      await studio.show(source('still', 'speech'));
      return () => studio.show(source('moving', 'speech'));
    },
  },
  {
    kind: 'loss-high',
    async break({ studio }) {
      await studio.lose(LOSS_PCT);
      return () => studio.lose(0);
    },
  },
  {
    kind: 'transcoder-failing',
    async break(its) {
      const killing = setInterval(() => {
        for (const pid of transcoders(its)) signal(pid, 'SIGKILL');
      }, KILL_EVERY_MS);
      return async () => clearInterval(killing);
    },
  },
  {
    kind: 'transcoder-slow',
    async prepare(its) {
      const pids = () => transcoders(its);
      const usual = await usualUse(pids);
      return () => Promise.resolve(brake(pids, SLOW_SHARE * usual));
    },
    break: unprepared,
  },
  {
    kind: 'delay-high',
    async prepare({ server }) {
      const players = await openPlayers(server.origin, PLAYERS, IN_TIME_MS);
      return async () => {
        players.delay(LATE_MS);
        return async () => players.delay(IN_TIME_MS);
      };
    },
    break: unprepared,
  },
  {
    kind: 'event-loop-late',
    async break({ server }) {
      const pids = [server.server.process.pid ?? 0];
      return pulse(
        () => pids,
        STANDS_MS,
        () => STANDS_MS,
      );
    },
  },
  {
    kind: 'database-slow',
    missing: needsPostgres,
    async break({ postgres, staff }) {
      const pids = (await postgres?.backends()) ?? [];
      // Only what is written shows how long writing takes.
      const chatting = setInterval(() => {
        void staff.client.send({ type: 'chat.send', text: 'Is it slow?' });
      }, CHAT_EVERY_MS);
      const release = pulse(
        () => pids,
        2 * STANDS_MS,
        () => STANDS_MS / 2,
      );
      return async () => {
        await release();
        // Quick writes take the slow ones' place.
        setTimeout(() => clearInterval(chatting), 20_000);
      };
    },
  },
  {
    kind: 'store-failing',
    async break({ s3 }) {
      await s3.goAway();
      return () => s3.comeBack();
    },
  },
  {
    kind: 'spool-growing',
    async break({ storeLine }) {
      const begunMs = performance.now();
      storeLine.begin();
      return () => wait(Math.max(0, begunMs + SLOW_STORE_MS - performance.now()));
    },
  },
  {
    kind: 'disk-low',
    missing: needsDisk,
    async break({ disk }) {
      await disk?.resize(3_000);
      return async () => disk?.resize(DISK_MB);
    },
  },
  {
    kind: 'recording-stopped',
    missing: needsDisk,
    async break({ disk }) {
      await disk?.resize(700);
      return async () => disk?.resize(DISK_MB);
    },
  },
  {
    kind: 'connections-failing',
    missing: needsPostgres,
    // With tokens got before, which keep being good: only to write who came is impossible.
    async prepare({ server, postgres }) {
      const tokens = await joinGuests(server.origin, GUESTS);
      return async () => {
        await postgres?.goAway();
        const goAway = knock(server.origin, tokens);
        return async () => {
          await goAway();
          await postgres?.comeBack();
        };
      };
    },
    break: unprepared,
  },
];
