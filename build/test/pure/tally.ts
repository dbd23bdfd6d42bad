// Adds what the two runners saw into one answer. A skip is a promise broken unless it says what this machine lacks.

export interface SeenTest {
  title: string;
  /** `shaky`: passed only when it was tried again. */
  state: 'passed' | 'shaky' | 'failed' | 'skipped';
  /** Why it was skipped: "needs " and the name of a thing. */
  reason?: string;
}

export interface RunnerReport {
  runner: string;
  tests: readonly SeenTest[];
  /** What went wrong outside of any test. */
  errors: readonly string[];
  exitCode: number | null;
}

export interface Tally {
  passed: number;
  /** Each that failed, by its title: with several runners the first one's own list is long out of sight. */
  failures: string[];
  skipped: number;
  /** Each that passed only when it was tried again: to be mended like any fault. */
  shaky: string[];
  /** Each skipped test with its reason. */
  skips: string[];
  /** Why the whole is not all right, beyond the failed tests themselves. */
  complaints: string[];
  ok: boolean;
}

/** All that a test may be skipped for; a word that is mistyped must not pass for a thing that isn't here. */
const things = [
  ...['ffmpeg', 'ffprobe', 'chromium', 'worker', 'postgres', 'turnserver', 'prometheus'],
  'firefox',
  ...['electron', 'display', 'posix', 'netns'],
] as const;

/** Moments at which the machine stood still may cost a few of 600 their first try; more are the project's own fault. */
const SHAKY_MAX = 5;

/** What set-up brings by itself where it may install. */
const brought = ['ffmpeg', 'chromium', 'worker'] as const;

export interface Machine {
  /** What is here. */
  can: readonly string[];
  /** Whether set-up may install programs here. */
  mayInstall: boolean;
}

/** What a skipped test says it needs: "needs ffmpeg 7" needs "ffmpeg". */
export function thingNeeded(reason: string | undefined): string | undefined {
  return /^needs (?:an? |the )?([a-z0-9-]+)/i.exec(reason ?? '')?.[1]?.toLowerCase();
}

export function tally(reports: readonly RunnerReport[], { can, mayInstall }: Machine): Tally {
  const tests = reports.flatMap((report) => report.tests);
  const count = (state: SeenTest['state']) => tests.filter((test) => test.state === state).length;
  const skipped = tests.filter((test) => test.state === 'skipped');
  const shaky = tests.filter((test) => test.state === 'shaky').map(({ title }) => title);
  const complaints = [
    ...reports.flatMap(complaintsAbout),
    ...skipped.flatMap((test) => complaintAboutSkip(test, can)),
    ...(mayInstall ? complaintsAboutMachine(can) : []),
    ...(tests.length === 0 ? ['No test ran at all.'] : []),
    ...(shaky.length > SHAKY_MAX ? [`${shaky.length} tests passed only when they were tried again.`] : []),
  ];
  const failures = tests.filter((test) => test.state === 'failed').map(({ title }) => title);
  return {
    passed: count('passed') + shaky.length,
    failures,
    skipped: skipped.length,
    shaky,
    skips: skipped.map(({ title, reason }) => `${title}: ${reason ?? 'no reason given'}`),
    complaints,
    ok: failures.length === 0 && complaints.length === 0,
  };
}

function complaintsAbout({ runner, tests, errors, exitCode }: RunnerReport): string[] {
  const unexplained = exitCode !== 0 && errors.length === 0 && !tests.some((test) => test.state === 'failed');
  return [
    ...errors.map((error) => `${runner}: ${error}`),
    ...(unexplained ? [`${runner} ended with exit code ${exitCode}, though no test failed.`] : []),
  ];
}

function complaintAboutSkip({ title, reason }: SeenTest, can: readonly string[]): string[] {
  const thing = thingNeeded(reason);
  if (thing === undefined) return [`"${title}" was skipped without saying what it needs.`];
  if (!things.some((known) => known === thing)) {
    return [`"${title}" was skipped because it needs ${thing}, and nothing here is called that.`];
  }
  return can.includes(thing)
    ? [`"${title}" was skipped because it needs ${thing}, and ${thing} is here.`]
    : [];
}

function complaintsAboutMachine(can: readonly string[]): string[] {
  return brought
    .filter((thing) => !can.includes(thing))
    .map((thing) => `There is no ${thing}, though set-up may install it here; what it said above tells why.`);
}

/** The closing line: the same words whatever happened. */
export function closingLine({ passed, failures, skipped }: Tally): string {
  return `${passed} passed, ${failures.length} failed, ${skipped} skipped`;
}
