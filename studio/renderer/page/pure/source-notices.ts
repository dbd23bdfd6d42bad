import type { DeviceProblem } from '@rostrum/ui/device-problem';

export type SourceName = 'camera' | 'microphone' | 'screen';

/** As much of a source's state as is told. */
export type SourceStanding =
  | { readonly is: 'off' | 'asking' }
  | { readonly is: 'on'; readonly flow: 'flows' | 'stalled' | 'frozen' }
  | { readonly is: 'problem'; readonly problem: DeviceProblem };

export interface SourceNotice {
  readonly source: SourceName;
  readonly why: 'ended' | 'stalled' | 'frozen' | 'stand-in';
}

/**
 * What has befallen the sources while the instructor may be looking at slides or a whiteboard. Whoever has just asked
 * for a source is at the sources, and told there why it could not be opened. A screen that stalls stands still: that
 * is what screens do. Of one that stands in for another and gives nothing, the latter counts.
 */
export function sourceNotices(
  sources: Readonly<Record<SourceName, SourceStanding>>,
  /** Whether another device runs in its place. */
  standsIn: (source: 'camera' | 'microphone') => boolean,
): SourceNotice[] {
  return (['camera', 'microphone', 'screen'] as const).flatMap((source): SourceNotice[] => {
    const { [source]: state } = sources;
    if (state.is === 'problem' && state.problem === 'ended') return [{ source, why: 'ended' }];
    if (state.is !== 'on' || source === 'screen') return [];
    if (state.flow !== 'flows') return [{ source, why: state.flow }];
    return standsIn(source) ? [{ source, why: 'stand-in' }] : [];
  });
}
