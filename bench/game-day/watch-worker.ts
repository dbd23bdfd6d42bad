// A part of the viewers, in a process of its own: they ask for playlists and media, and model a player in place of one.
import { now } from '../crowd/person.ts';
import { type Fetching, nothingFetched } from './fetching.ts';
import { PartsViewer } from './parts-viewer.ts';
import { STALL_MIN_MS } from './pure/player-model.ts';
import type { Act } from './pure/schedule.ts';
import { SegmentsViewer } from './segments-viewer.ts';
import { keepTo } from './timetable.ts';
import type { FromViewing, StallTold, ToViewing, ViewersTold } from './watch-messages.ts';

const tell = (message: FromViewing) => process.send?.(message);
const viewers = new Map<number, PartsViewer | SegmentsViewer>();
let fetching: Fetching | undefined;

function begin(told: Extract<ToViewing, { do: 'begin' }>): void {
  const { servers, isHere, base, video, audio, acts, startsAtMs } = told;
  const shared: Fetching = { servers, isHere, base, video, audio, count: nothingFetched() };
  fetching = shared;
  for (const [student, how] of told.watching) {
    if (how === 'parts') viewers.set(student, new PartsViewer(student, shared));
    if (how === 'segments' || how === 'sound')
      viewers.set(student, new SegmentsViewer(student, shared, how === 'segments'));
  }
  keepTo(acts, startsAtMs, perform);
  tell({ is: 'begun' });
}

function perform({ student, does }: Act): void {
  const viewer = viewers.get(student);
  if (does === 'join' || does === 'return') viewer?.come();
  if (does === 'drop') viewer?.go();
}

function take(): ViewersTold {
  const atMs = now();
  const count = fetching?.count ?? nothingFetched();
  if (fetching) fetching.count = nothingFetched();
  const players = [...viewers.values()].flatMap((viewer) => {
    return viewer instanceof PartsViewer && viewer.player ? viewer.player : [];
  });
  const stalls: StallTold[] = [];
  const delaysMs: number[] = [];
  let standing = 0;
  for (const player of players) {
    player.look(atMs);
    const delayMs = player.delayMs();
    if (delayMs !== undefined) delaysMs.push(delayMs);
    const open = player.is === 'stalled' ? player.stalls.pop() : undefined;
    for (const { fromMs, untilMs } of player.stalls.splice(0))
      if (untilMs !== undefined) stalls.push({ fromMs, untilMs });
    if (!open) continue;
    player.stalls.push(open);
    if (atMs - open.fromMs >= STALL_MIN_MS) standing += 1;
  }
  return { ...count, delaysMs, players: players.length, standing, stalls };
}

process.on('message', (message: ToViewing) => {
  switch (message.do) {
    case 'stand-by':
      tell({ is: 'standing-by' });
      return;
    case 'begin':
      begin(message);
      return;
    case 'move':
      if (fetching) fetching.base = message.base;
      tell({ is: 'moved' });
      return;
    case 'tell':
      tell({ is: 'told', ...take() });
      return;
  }
});
process.on('disconnect', () => process.exit());
