import type { Device } from '../../sources/pure/device-list.ts';
import { isBySystem } from '../../sources/pure/device-turn.ts';
import type { SourceStanding } from './source-notices.ts';

/** What a second microphone can be: one by its own name, and not the first one. */
export function otherMicrophones(devices: readonly Device[], firstId: string | undefined): readonly Device[] {
  return devices.filter(({ id }) => !isBySystem(id) && id !== firstId);
}

export interface SecondFacts {
  /** Undefined: there is no second one. */
  readonly wantedId: string | undefined;
  /** What runs as the first one, by its own name. */
  readonly firstId: string | undefined;
  readonly devices: readonly Device[];
}

/**
 * `unplugged` and `taken` (it is the first one just now): nothing of it is heard until it can be had again. `unknown`:
 * the browser lists no microphones.
 */
export type SecondPlace = 'none' | 'there' | 'unplugged' | 'taken' | 'unknown';

/** Where the wanted one is. No other stands in for it: beside a first one it would only hear the same voice again. */
export function placeOfSecond({ wantedId, firstId, devices }: SecondFacts): SecondPlace {
  if (wantedId === undefined) return 'none';
  if (devices.length === 0) return 'unknown';
  if (wantedId === firstId) return 'taken';
  return devices.some(({ id }) => id === wantedId) ? 'there' : 'unplugged';
}

/** `gone`: unplugged, or never there; `other`: asked for, or a problem that a plug doesn't solve. */
export type SecondIs = 'off' | 'on' | 'gone' | 'other';

/** What is to be done when devices came or went, or the first one is another. */
export function turnOfSecond(place: SecondPlace, is: SecondIs): 'open' | 'close' | 'stay' {
  if (place === 'unknown') return 'stay';
  if (place === 'there') return is === 'off' || is === 'gone' ? 'open' : 'stay';
  return is === 'off' ? 'stay' : 'close';
}

/** What is to be said of it. */
export type SecondNotice = 'unplugged' | 'taken' | 'stalled' | 'refused' | 'in-use' | 'failed';

export function noticeOfSecond(place: SecondPlace, standing: SourceStanding): SecondNotice | undefined {
  if (place === 'none') return undefined;
  if (place === 'taken') return 'taken';
  switch (standing.is) {
    case 'asking':
      return undefined;
    case 'off':
      return place === 'unplugged' ? 'unplugged' : undefined;
    case 'on':
      return standing.flow === 'flows' ? undefined : 'stalled';
    case 'problem': {
      const { problem } = standing;
      return problem === 'ended' || problem === 'none-found' ? 'unplugged' : problem;
    }
  }
}

/** Whether it came about by itself; the others are told where it was asked for. */
export function hasBefallen(notice: SecondNotice | undefined): boolean {
  return notice === 'unplugged' || notice === 'taken' || notice === 'stalled';
}
