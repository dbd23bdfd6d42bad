import { type AlertKind, type Mark, alertKinds } from '@rostrum/protocol/operations';
import { texts as alertTexts } from '../../alerts/pure/texts.ts';
import { texts } from './texts.ts';

const words = texts.marks.kinds;

/** Short enough to stand in a plot. */
export function markLabel({ kind, about }: Mark): string {
  return kind === 'alert-raised' || kind === 'alert-cleared'
    ? joined(words[kind], alertName(about))
    : words[kind];
}

/** All that is known of it, for the list below the plots. */
export function markWords({ kind, about }: Mark): string {
  return kind === 'alert-raised' || kind === 'alert-cleared'
    ? joined(words[kind], alertName(about))
    : joined(words[kind], about);
}

export function markTone({ kind }: Mark): 'bad' | 'good' | 'plain' {
  switch (kind) {
    case 'alert-raised':
    case 'stream-stopped':
    case 'recording-stopped':
    case 'quality-shed':
      return 'bad';
    case 'alert-cleared':
    case 'stream-started':
      return 'good';
    case 'source-changed':
    case 'class-opened':
    case 'class-started':
    case 'class-paused':
    case 'class-resumed':
    case 'class-ended':
    case 'poll-opened':
    case 'poll-closed':
    case 'stage-joined':
    case 'stage-left':
    case 'breakouts-opened':
    case 'breakouts-ended':
    case 'announcement':
      return 'plain';
  }
}

function alertName(about: string | undefined): string | undefined {
  return isAlertKind(about) ? alertTexts.kinds[about] : about;
}

function isAlertKind(word: string | undefined): word is AlertKind {
  return alertKinds.some((kind) => kind === word);
}

function joined(label: string, about: string | undefined): string {
  return about ? `${label}: ${about}` : label;
}

export interface LabelPlace {
  /** Where its line stands, and where the label would begin, in pixels. */
  readonly x: number;
  readonly width: number;
}

/** Which labels can be written beside their lines without running into the next one, or out of the plot. */
export function labelsThatFit(places: readonly LabelPlace[], right: number): readonly boolean[] {
  return places.map(({ x, width }, i) => {
    const next = places[i + 1]?.x ?? right;
    return x + width <= Math.min(next, right);
  });
}
