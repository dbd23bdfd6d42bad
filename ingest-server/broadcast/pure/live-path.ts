/** Live: the newest segments. DVR: all since the stream began, growing. Recording: all of a stream that is over. */
export type PlaylistKind = 'live' | 'dvr' | 'recording';

/** What a path asks for, within a class. */
export type LiveRequest =
  | { is: 'multivariant'; kind: PlaylistKind }
  | { is: 'playlist'; kind: PlaylistKind; name: string }
  | { is: 'init'; name: string; run: number }
  | { is: 'segment'; name: string; msn: number }
  | { is: 'part'; name: string; msn: number; part: number }
  /** One segment of them: as they came to whoever watches live, or as they were said. */
  | { is: 'captions'; msn: number; placed: 'as-it-came' | 'as-it-was-said' }
  /** A small one of a moment, by its number since 1970. */
  | { is: 'picture'; slot: number };

export interface LivePath {
  classId: string;
  /** What lets in whoever has it, as it stands in the path: relative addresses inherit it. */
  grant: string | undefined;
  request: LiveRequest;
}

/** The multivariant playlists by their names, without the ending. */
const MULTIVARIANT: ReadonlyMap<string, PlaylistKind> = new Map([
  ['main', 'live'],
  ['dvr', 'dvr'],
  ['recording', 'recording'],
]);

const ID = '[A-Za-z0-9_-]{1,40}';
const NUMBER = '\\d{1,12}';
const PATTERN = new RegExp(
  `^/live/(?<classId>${ID})/(?:~(?<grant>[A-Za-z0-9_.-]{1,120})/)?` +
    `(?:(?<list>[A-Za-z0-9_-]{1,50})\\.m3u8|(?<name>${ID})/(?:init-(?<run>${NUMBER})\\.mp4|(?<msn>${NUMBER})(?:\\.(?<part>${NUMBER}))?\\.m4s)|captions/(?<text>${NUMBER})(?<said>-said)?\\.vtt|pictures/(?<slot>${NUMBER})\\.jpg)$`,
);
const OF_RUNG = new RegExp(`^(?<name>${ID}?)(?:-(?<kind>dvr|recording))?$`);

/** Only what is spelled exactly so is served: nothing of a path is ever handed on to a file system. */
export function parseLivePath(path: string): LivePath | undefined {
  const found = PATTERN.exec(path)?.groups;
  const classId = found?.['classId'];
  if (!found || classId === undefined) return undefined;
  const request = found['list'] === undefined ? bytesRequest(found) : playlistRequest(found['list']);
  return request && { classId, grant: found['grant'], request };
}

/** The file name of a playlist: without a rung, of the multivariant one. */
export function playlistFile(kind: PlaylistKind, name?: string): string {
  if (name !== undefined) return kind === 'live' ? `${name}.m3u8` : `${name}-${kind}.m3u8`;
  return kind === 'live' ? 'main.m3u8' : `${kind}.m3u8`;
}

function playlistRequest(list: string): LiveRequest | undefined {
  const kind = MULTIVARIANT.get(list);
  if (kind) return { is: 'multivariant', kind };
  const found = OF_RUNG.exec(list)?.groups;
  if (!found) return undefined;
  return {
    ...{ is: 'playlist', name: found['name'] ?? '' },
    kind: (found['kind'] as PlaylistKind | undefined) ?? 'live',
  };
}

function bytesRequest(found: Record<string, string | undefined>): LiveRequest {
  if (found['text'] !== undefined) {
    const placed = found['said'] === undefined ? 'as-it-came' : 'as-it-was-said';
    return { is: 'captions', msn: Number(found['text']), placed };
  }
  if (found['slot'] !== undefined) return { is: 'picture', slot: Number(found['slot']) };
  const name = found['name'] ?? '';
  if (found['run'] !== undefined) return { is: 'init', name, run: Number(found['run']) };
  const msn = Number(found['msn']);
  if (found['part'] !== undefined) return { is: 'part', name, msn, part: Number(found['part']) };
  return { is: 'segment', name, msn };
}
