import * as v from 'valibot';

/** For speech on small speakers; EBU R128 measures it, and names −23 LUFS for broadcast. */
const TARGET = 'I=-16:TP=-1.5:LRA=11';
/** One layout throughout: a filter can't be set up anew in the middle of a file, where a browser's mono is not named. */
const AS_STEREO = 'aformat=channel_layouts=stereo';
/** loudnorm works at 192 kHz inside and would leave it at that. */
const BACK_TO_48K = 'aresample=48000';

const figure = v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/));
const measuredSchema = v.object({
  input_i: figure,
  input_tp: figure,
  input_lra: figure,
  input_thresh: figure,
  target_offset: figure,
});

export type Loudness = v.InferOutput<typeof measuredSchema>;

export const measureLoudness = `${AS_STEREO},loudnorm=${TARGET}:print_format=json`;

/** Nothing for silence, which has no loudness (-inf). */
export function readLoudness(said: string): Loudness | undefined {
  const from = said.lastIndexOf('{');
  const until = said.lastIndexOf('}');
  if (from < 0 || until < from) return undefined;
  let read: unknown;
  try {
    read = JSON.parse(said.slice(from, until + 1));
  } catch {
    return undefined;
  }
  const measured = v.safeParse(measuredSchema, read);
  return measured.success ? measured.output : undefined;
}

export function evenLoudness(measured: Loudness): string {
  const known = [
    `measured_I=${measured.input_i}`,
    `measured_TP=${measured.input_tp}`,
    `measured_LRA=${measured.input_lra}`,
    `measured_thresh=${measured.input_thresh}`,
    `offset=${measured.target_offset}`,
  ].join(':');
  return `${AS_STEREO},loudnorm=${TARGET}:${known}:linear=true,${BACK_TO_48K}`;
}
