import type { DeviceFacts, SourceState } from '../sources/index.ts';

/** The raw tracks that there are, each as its source gives it; a whiteboard’s from its first page on. */
export type SourceTracks = Readonly<
  Partial<Record<'camera' | 'screen' | 'board' | 'microphone', MediaStreamTrack>>
>;

type SourceTrack = SourceState | MediaStreamTrack | undefined;

export function sourceTracks(sources: Readonly<Record<keyof SourceTracks, SourceTrack>>): SourceTracks {
  const there = Object.entries(sources).flatMap(([name, source]) => {
    const track = trackOf(source);
    return track ? [[name, track] as const] : [];
  });
  return Object.fromEntries(there);
}

export function trackOf(source: SourceTrack): MediaStreamTrack | undefined {
  if (source === undefined || 'id' in source) return source;
  return source.is === 'on' ? source.track : undefined;
}

export function deviceFacts(
  state: SourceState,
  wantedId: string | undefined,
  devices: DeviceFacts['devices'],
): DeviceFacts {
  const isGone = state.is === 'problem' && (state.problem === 'none-found' || state.problem === 'ended');
  const deviceId = state.is === 'on' ? state.deviceId : undefined;
  return { is: state.is === 'on' ? 'on' : isGone ? 'gone' : 'other', deviceId, wantedId, devices };
}
