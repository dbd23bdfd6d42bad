import type { Overview } from '@rostrum/protocol/http';

export interface ReadinessFacts {
  readonly phase: 'starting' | 'running' | 'draining';
  readonly databaseAnswers: boolean;
  readonly storeFails: boolean;
  readonly mediaWorkers: number;
  readonly transcoder: Overview['transcoder']['status'];
}

type Check = { readonly ok: true } | { readonly ok: false; readonly words: string };

/** For a load balancer and for whoever asks why: anybody may read it, so it names no address and no path. */
export interface Readiness {
  readonly status: 'ready' | 'not-ready';
  readonly checks: Readonly<Record<'server' | 'database' | 'store' | 'media' | 'transcoder', Check>>;
}

const phaseWords = {
  starting: 'The server is starting.',
  running: undefined,
  draining: 'The server is about to stop and takes nothing new.',
} as const;

export function readinessOf(facts: ReadinessFacts): Readiness {
  const checks = {
    server: checkOf(phaseWords[facts.phase]),
    database: checkOf(facts.databaseAnswers ? undefined : 'The database does not answer.'),
    store: checkOf(
      facts.storeFails ? 'The store can’t be written; what comes waits on the disk.' : undefined,
    ),
    media: checkOf(
      facts.mediaWorkers > 0 ? undefined : 'No media worker runs: no picture or sound comes in.',
    ),
    transcoder: checkOf(
      facts.transcoder === 'ready' ? undefined : 'There is no transcoder: nobody can watch.',
    ),
  };
  return { status: Object.values(checks).every(({ ok }) => ok) ? 'ready' : 'not-ready', checks };
}

function checkOf(words: string | undefined): Check {
  return words === undefined ? { ok: true } : { ok: false, words };
}
