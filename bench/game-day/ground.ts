import { type ServerAlone, startServerAlone } from '@rostrum/e2e/support';
import {
  type PostgresServer,
  missingPostgres,
  startPostgres,
} from '../../ingest-server/test-support/postgres.ts';
import { openLink } from '../crowd/sign-in.ts';
import { type Place, placeOf } from './join.ts';
import type { GameDay } from './pure/arguments.ts';
import { type FaultKind, faultKinds } from './pure/fault-schedule.ts';

/** Where a rehearsal takes place: a server of our own, or servers that run already. */
export interface Ground {
  readonly places: readonly Place[];
  /** Of somebody who may publish and ask; none: there is no studio, and nobody asks. */
  readonly staffToken: string | undefined;
  /** Ours, to be killed. */
  readonly server: ServerAlone | undefined;
  readonly postgres: PostgresServer | undefined;
  readonly databaseWords: string;
  /** What can be broken here, and why the rest can't. */
  readonly mayBreak: readonly FaultKind[];
  readonly mayNotBreak: readonly { readonly kind: FaultKind | 'broker'; readonly why: string }[];
  close(): Promise<void>;
}

const NO_BROKER = {
  kind: 'broker',
  why: 'There is no message broker: everything is in one process.',
} as const;

export function findGround(gameDay: GameDay): Promise<Ground> {
  return gameDay.servers.length > 0 ? groundElsewhere(gameDay) : groundHere(gameDay);
}

/** Only a database of its own can be broken by itself. */
async function groundHere({ faults }: GameDay): Promise<Ground> {
  const postgres = faults && missingPostgres === undefined ? await startPostgres() : undefined;
  try {
    const server = await startServerAlone({
      ROSTRUM_AV1: 'off',
      ROSTRUM_LOG: 'warn',
      DATABASE_URL: postgres ? await postgres.createDatabase() : '',
    });
    return {
      places: [{ origin: hereOf(server.origin), code: placeOf(server.links.viewer).code }],
      staffToken: await openLink(server.origin, server.links.studio),
      server,
      postgres,
      databaseWords: postgres ? 'PostgreSQL, beside the server' : 'PGlite, in the server’s process',
      mayBreak: faultKinds.filter((kind) => kind !== 'database' || postgres),
      mayNotBreak: [
        ...(postgres
          ? []
          : [
              {
                kind: 'database',
                why: 'No PostgreSQL was found: the database was in the server’s process and went with it. Set POSTGRES_BIN to its programs’ folder.',
              } as const,
            ]),
        NO_BROKER,
      ],
      async close() {
        try {
          await server.close();
        } finally {
          await postgres?.close();
        }
      },
    };
  } catch (error) {
    await postgres?.close();
    throw error;
  }
}

async function groundElsewhere({ servers, studioLink, share }: GameDay): Promise<Ground> {
  const places = servers.map(placeOf);
  const [first] = places;
  if (!first) throw new Error('there is no server');
  // Of several machines the first one has the studio.
  const staffToken = studioLink && share.part === 1 ? await openLink(first.origin, studioLink) : undefined;
  const mayBreak: FaultKind[] = staffToken === undefined ? [] : ['studio-network'];
  const why = 'These servers were not started here: nothing of theirs is killed from here.';
  return {
    ...{ places, staffToken, server: undefined, postgres: undefined, mayBreak },
    databaseWords: 'the servers’ own',
    mayNotBreak: [
      ...faultKinds
        .filter((kind) => !mayBreak.includes(kind))
        .map((kind) => ({
          kind,
          why: kind === 'studio-network' ? 'The studio is not on this machine.' : why,
        })),
      { kind: 'broker', why: 'Whether there is one is not known here.' },
    ],
    close: () => Promise.resolve(),
  };
}

/** `localhost` may be two addresses, and the server listens on one. */
function hereOf(origin: string): string {
  return origin.replace('//localhost', '//127.0.0.1');
}
