import { readFragment } from './fragment.ts';

/** What is asked of a session by PATCH. */
export interface Patch {
  readonly ifMatch: string | undefined;
  readonly text: string;
}

export type PatchPlan =
  | { is: 'untagged' }
  | { is: 'outdated' }
  | { is: 'unreadable' }
  /** Candidates. */
  | { is: 'trickled' }
  | { is: 'restart'; ufrag: string };

/** RFC 9725 4.3: candidates are of the ICE session that the tag names; whoever begins a new one names any. */
export function planPatch({ ifMatch, text }: Patch, now: { tag: string; ufrag: string }): PatchPlan {
  if (ifMatch === undefined) return { is: 'untagged' };
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  // The RFC's own example has the asterisk in quotes.
  const isAny = tags.some((tag) => tag === '*' || tag === '"*"');
  if (!isAny && !tags.includes(now.tag)) return { is: 'outdated' };
  const fragment = readFragment(text);
  if (!fragment) return { is: 'unreadable' };
  const { ufrag, password } = fragment;
  if (ufrag === undefined || ufrag === now.ufrag) return { is: 'trickled' };
  return password === undefined ? { is: 'unreadable' } : { is: 'restart', ufrag };
}
