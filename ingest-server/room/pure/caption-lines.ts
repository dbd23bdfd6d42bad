import type { LoggedEvent } from '@rostrum/protocol/room';

/** What was said, as it was corrected last. */
export interface CaptionLine {
  readonly seq: number;
  readonly at: number;
  readonly until: number;
  readonly text: string;
}

export interface CaptionLines {
  add(logged: LoggedEvent): void;
  /** Behind the one, up to and with the other. */
  between(after: number, through: number): readonly CaptionLine[];
}

/** Whoever watched got them with the picture: from the log they are told to be looked through. */
export function createCaptionLines(): CaptionLines {
  const lines = new Map<string, CaptionLine>();
  return {
    add({ seq, event }) {
      if (event.type === 'captions.said') {
        const { lineId, text, from, until } = event;
        lines.set(lineId, { seq, at: from, until, text });
      } else if (event.type === 'captions.corrected') {
        const line = lines.get(event.lineId);
        if (line) lines.set(event.lineId, { ...line, text: event.text ?? '' });
      }
    },

    between: (after, through) =>
      [...lines.values()].filter(({ seq, text }) => seq > after && seq <= through && text !== ''),
  };
}
