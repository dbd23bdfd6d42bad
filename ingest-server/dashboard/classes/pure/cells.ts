import type { OverviewClass } from '@rostrum/protocol/http';
import { pictureNames } from '../../pure/rungs.ts';
import { texts as shared } from '../../pure/texts.ts';
import {
  bitrateWords,
  countWords,
  fpsWords,
  millisecondsWords,
  percentWords,
  speedWords,
} from '../../pure/units.ts';
import { texts } from './texts.ts';

/** What stands in a column: a figure, and a smaller line below it. */
export interface Cell {
  readonly figure: string;
  readonly below: string | undefined;
}

export const COLUMNS = ['ingest', 'frames', 'line', 'transcoder', 'people', 'players'] as const;
export type Column = (typeof COLUMNS)[number];

/** The figures of a class in the list; a dash where nothing is known. */
export function cellsOf(one: OverviewClass): Readonly<Record<Column, Cell>> {
  const { ingest, broadcast, players } = one;
  const delayMs = players?.delayP95Ms ?? undefined;
  return {
    ingest: {
      figure: ingest ? bitrateWords(ingest.videoBps + ingest.audioBps) : shared.unknown,
      below: joined(ingest?.codec?.replace('H264', 'H.264'), ingest?.protocol?.toUpperCase()),
    },
    frames: framesCell(ingest?.framesPerSecond, broadcast?.framesPerSecond),
    line: {
      figure: ingest ? texts.lost(percentWords(ingest.lossPct)) : shared.unknown,
      below:
        ingest?.roundTripMs === undefined
          ? undefined
          : texts.roundTrip(millisecondsWords(ingest.roundTripMs)),
    },
    transcoder: {
      figure: broadcast?.speed === undefined ? shared.unknown : speedWords(broadcast.speed),
      below: broadcast && joined(...pictureNames(broadcast.rungs)),
    },
    people: {
      figure: countWords(one.here),
      below: joined(
        one.onStage ? texts.onStage(one.onStage) : undefined,
        one.hands ? texts.hands(one.hands) : undefined,
      ),
    },
    players: {
      figure:
        players && players.reporting > 0 ? texts.stalls(fewWords(players.stallsPerMinute)) : shared.unknown,
      below: delayMs === undefined ? undefined : texts.behind(millisecondsWords(delayMs)),
    },
  };
}

function framesCell(comeIn: number | undefined, goOut: number | undefined): Cell {
  if (comeIn === undefined && goOut === undefined) return { figure: shared.unknown, below: undefined };
  const words = (fps: number | undefined) => (fps === undefined ? shared.unknown : fps.toFixed(0));
  if (words(comeIn) === words(goOut)) return { figure: fpsWords(comeIn ?? 0), below: undefined };
  return { figure: fpsWords(goOut ?? comeIn ?? 0), below: texts.framesBoth(words(comeIn), words(goOut)) };
}

/** With a decimal where that matters. */
function fewWords(count: number): string {
  return count > 0 && count < 10 ? count.toFixed(1) : countWords(count);
}

function joined(...parts: (string | undefined)[]): string | undefined {
  return parts.filter((part) => part !== undefined).join(' · ') || undefined;
}
