export interface GameDay {
  readonly students: number;
  readonly minutes: number;
  readonly faults: boolean;
  /** Where the report goes; its figures go beside it. */
  readonly report: string;
  /** Addresses of one class, as students open them; none: a server is started here. */
  readonly servers: readonly string[];
  /** Of that class, as the server prints it: without it there is no studio and there are no polls. */
  readonly studioLink: string | undefined;
  /** Which part of the students is on this machine, from 1. */
  readonly share: { readonly part: number; readonly of: number };
  readonly seed: number;
}

export type Read = { ok: true; gameDay: GameDay } | { ok: false; sentence: string };

export const usage = `npm run game-day -- --students N --minutes M [--faults] [--report FILE] [--seed N]
                      [--servers http://host:4400/c/CODE,…] [--studio-link 'rostrum://…'] [--share 1/3]`;

const STUDENTS_MAX = 100_000;
const MINUTES_MAX = 12 * 60;

/** The words after the command's name, or the sentence that says what is wrong with them. */
export function readArguments(words: readonly string[]): Read {
  const said = new Map<string, string>();
  let faults = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--faults') {
      faults = true;
      continue;
    }
    const value = words[at + 1];
    if (!options.has(word)) return wrong(`There is no option ${word}.`);
    if (value === undefined || value.startsWith('--')) return wrong(`${word} needs a value.`);
    said.set(word, value);
    at += 1;
  }
  const students = wholeNumber(said.get('--students') ?? '200', 1, STUDENTS_MAX);
  const minutes = number(said.get('--minutes') ?? '2', 0.5, MINUTES_MAX);
  const seed = wholeNumber(said.get('--seed') ?? '1', 0, 2 ** 31);
  const share = shareIn(said.get('--share') ?? '1/1');
  const servers = (said.get('--servers') ?? '').split(',').filter((one) => one !== '');
  if (students === undefined) return wrong(`--students is a whole number from 1 to ${STUDENTS_MAX}.`);
  if (minutes === undefined) return wrong(`--minutes is a number from 0.5 to ${MINUTES_MAX}.`);
  if (seed === undefined) return wrong('--seed is a whole number.');
  if (!share) return wrong('--share says which part of how many, such as 1/3.');
  if (share.of > 1 && servers.length === 0) return wrong('--share needs --servers: the parts meet there.');
  const strange = servers.find((address) => !/^http:\/\/[^/]+\/c\/[A-Za-z0-9]+$/.test(address));
  if (strange !== undefined) {
    return wrong(
      `--servers has ${strange}: it takes the addresses of one class such as http://host:4400/c/DEMO, without TLS.`,
    );
  }
  return {
    ok: true,
    gameDay: {
      ...{ students, minutes, faults, servers, share, seed },
      report: said.get('--report') ?? 'test-results/game-day.html',
      studioLink: said.get('--studio-link'),
    },
  };
}

const options = new Set([
  ...['--students', '--minutes', '--report', '--seed', '--servers', '--studio-link', '--share'],
]);

function wrong(sentence: string): Read {
  return { ok: false, sentence };
}

function number(text: string, least: number, most: number): number | undefined {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = number(text, least, most);
  return Number.isInteger(value) ? value : undefined;
}

function shareIn(text: string): GameDay['share'] | undefined {
  const [, part, of] = /^(\d{1,3})\/(\d{1,3})$/.exec(text)?.map(Number) ?? [];
  return part !== undefined && of !== undefined && part >= 1 && part <= of ? { part, of } : undefined;
}
