export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
  /** By which a player knows it again; without blanks. */
  readonly id?: string;
}

/** `head`: lines that stand below its first one. */
export function webVtt(cues: readonly Cue[], head: readonly string[] = []): string {
  const blocks = cues
    .filter(({ startMs, endMs }) => endMs > startMs)
    .map(({ id, startMs, endMs, text }) => {
      const name = id === undefined ? '' : `${id}\n`;
      return `${name}${stamp(startMs)} --> ${stamp(endMs)}\n${escaped(text)}\n`;
    });
  return [`${['WEBVTT', ...head].join('\n')}\n`, ...blocks].join('\n');
}

function stamp(ms: number): string {
  const all = Math.round(ms);
  const part = (value: number, digits: number) => String(Math.floor(value)).padStart(digits, '0');
  const seconds = `${part((all / 1000) % 60, 2)}.${part(all % 1000, 3)}`;
  return `${part(all / 3_600_000, 2)}:${part((all / 60_000) % 60, 2)}:${seconds}`;
}

// A cue ends at an empty line, and "-->" would begin another; the address of a picture has neither.
function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\s*\n\s*/g, ' ');
}
