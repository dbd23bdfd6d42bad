/** What a path under /live/<classId>/ asks for. */
export type LiveRequest =
  | { is: 'multivariant'; classId: string }
  | { is: 'playlist'; classId: string; name: string }
  | { is: 'init'; classId: string; name: string; run: number }
  | { is: 'segment'; classId: string; name: string; msn: number }
  | { is: 'part'; classId: string; name: string; msn: number; part: number };

const ID = '[A-Za-z0-9_-]{1,40}';
const NUMBER = '\\d{1,12}';
const PATTERN = new RegExp(
  `^/live/(?<classId>${ID})/(?:(?<main>main)\\.m3u8|(?<list>${ID})\\.m3u8|(?<name>${ID})/(?:init-(?<run>${NUMBER})\\.mp4|(?<msn>${NUMBER})(?:\\.(?<part>${NUMBER}))?\\.m4s))$`,
);

/** Only what is spelled exactly so is served: nothing of a path is ever handed on to a file system. */
export function parseLivePath(path: string): LiveRequest | undefined {
  const found = PATTERN.exec(path)?.groups;
  const classId = found?.['classId'];
  if (!found || classId === undefined) return undefined;
  if (found['main']) return { is: 'multivariant', classId };
  if (found['list']) return { is: 'playlist', classId, name: found['list'] };
  const name = found['name'] ?? '';
  if (found['run'] !== undefined) return { is: 'init', classId, name, run: Number(found['run']) };
  const msn = Number(found['msn']);
  if (found['part'] !== undefined) return { is: 'part', classId, name, msn, part: Number(found['part']) };
  return { is: 'segment', classId, name, msn };
}
