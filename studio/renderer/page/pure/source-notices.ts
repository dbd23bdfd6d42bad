import type { DeviceProblem } from '@rostrum/ui/device-problem';

export type SourceName = 'camera' | 'microphone' | 'screen';

/** As much of a source's state as is told. */
export type SourceStanding =
  | { readonly is: 'off' | 'asking' }
  | { readonly is: 'on'; readonly flow: 'flows' | 'stalled' | 'frozen' }
  | { readonly is: 'problem'; readonly problem: DeviceProblem };

export interface SourceNotice {
  readonly source: SourceName;
  readonly why: 'ended' | 'stalled' | 'frozen';
}

/**
 * What has befallen the sources while the instructor may be looking at slides or a whiteboard. Whoever has just asked
 * for a source is at the sources, and told there why it could not be opened. A screen that stalls stands still: that
 * is what screens do.
 */
export function sourceNotices(sources: Readonly<Record<SourceName, SourceStanding>>): SourceNotice[] {
  return (['camera', 'microphone', 'screen'] as const).flatMap((source): SourceNotice[] => {
    const { [source]: state } = sources;
    if (state.is === 'problem' && state.problem === 'ended') return [{ source, why: 'ended' }];
    if (state.is !== 'on' || state.flow === 'flows' || source === 'screen') return [];
    return [{ source, why: state.flow }];
  });
}
