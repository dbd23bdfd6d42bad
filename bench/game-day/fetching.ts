import { type LightHttp, openLightHttp } from '../crowd/light-http.ts';
import { type LivePlaylist, readLivePlaylist } from './pure/live-playlist.ts';

/** Where media is asked for, and what came of it: one for all viewers of a process. */
export interface Fetching {
  readonly servers: readonly { readonly host: string; readonly port: number }[];
  readonly isHere: boolean;
  base: string;
  readonly video: string;
  readonly audio: string;
  count: { requests: number; bytes: number; errors: number; withdrawn: number; problems: string[] };
}

const PROBLEMS_TOLD = 10;
/** So many addresses of this machine have ports enough for everybody. */
const ADDRESSES = 8;

export function nothingFetched(): Fetching['count'] {
  return { requests: 0, bytes: 0, errors: 0, withdrawn: 0, problems: [] };
}

export function problem({ count }: Fetching, words: string): void {
  count.errors += 1;
  if (count.problems.length < PROBLEMS_TOLD) count.problems.push(words);
}

/** One for playlists, whose text is read, and one for media, whose bytes are counted. */
export interface Connections {
  readonly playlist: LightHttp;
  readonly media: LightHttp;
}

/** Undefined where one of them could not be opened, which is told as broken. */
export async function openConnections(
  { servers, isHere }: Fetching,
  student: number,
  handleBroken: () => void,
): Promise<Connections | undefined> {
  const server = servers[student % servers.length];
  if (!server) throw new Error('there is no server to ask');
  // Only Linux has them all without being told.
  const localAddress =
    isHere && process.platform === 'linux' ? `127.0.1.${1 + (student % ADDRESSES)}` : undefined;
  const opened = await Promise.allSettled(
    [true, false].map((keepsText) => openLightHttp({ ...server, localAddress, keepsText, handleBroken })),
  );
  const [playlist, media] = opened.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  if (playlist && media) return { playlist, media };
  playlist?.close();
  return undefined;
}

const read = new Map<string, LivePlaylist>();
const READ_KEPT = 16;

/** Thousands get the same playlist: it is read once. */
export function readOnce(text: string): LivePlaylist {
  let playlist = read.get(text);
  if (!playlist) {
    if (read.size >= READ_KEPT) read.clear();
    read.set(text, (playlist = readLivePlaylist(text)));
  }
  return playlist;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 4_000;

/** People come back each at a moment of their own, and later the more often it was in vain. */
export function soon(call: () => void, triesBefore: number): NodeJS.Timeout {
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(triesBefore, 8));
  return setTimeout(call, waitMs * (0.5 + Math.random()));
}
