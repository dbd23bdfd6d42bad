/**
 *   running ──asked──► draining ──nothing live, too late, or asked again──► stopping
 *      └──asked, with nothing live or no time given──────────────────────────►┘
 */
export type DrainState =
  | { readonly is: 'running' }
  /** Nothing new begins; what is live may go on until then. */
  | { readonly is: 'draining'; readonly until: number }
  | { readonly is: 'stopping' };

/** Somebody asked the server to stop, or it was time to look again; with how many classes were live then. */
export interface DrainMoment {
  readonly is: 'asked' | 'looked';
  /** On a clock that nobody sets. */
  readonly at: number;
  readonly live: number;
}

export function drainAfter(state: DrainState, { is, at, live }: DrainMoment, drainMs: number): DrainState {
  switch (state.is) {
    case 'running':
      if (is === 'looked') return state;
      return live === 0 || drainMs === 0 ? { is: 'stopping' } : { is: 'draining', until: at + drainMs };
    case 'draining':
      return is === 'asked' || live === 0 || at >= state.until ? { is: 'stopping' } : state;
    case 'stopping':
      return state;
  }
}
