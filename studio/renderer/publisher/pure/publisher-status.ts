import type { Refusal } from '@rostrum/protocol/room';

/**
 *   idle ──start()──► connecting ──media flows──► unseen ──the class's stream begins──► live
 *                        │  └─fails: again, later   │                                    │ way or gateway lost
 *                        │                          │        live ◄──stream begins── reconnecting (again, later)
 *                        └── a refusal that stands ─┴───────────────────────────────────┴──► failed
 *   unseen ──way or gateway lost──► connecting         any ──stop()──► idle
 */
export type PublisherStatus =
  | { is: 'idle' }
  /** `attempt` counts from 0; more than a few mean that media doesn't get through. */
  | { is: 'connecting'; attempt: number }
  /** The server gets it, and students don't see it yet. */
  | { is: 'unseen' }
  | { is: 'live'; since: number }
  /** `since` is when the broadcast began, not when it broke off. It lasts until students see the picture again. */
  | { is: 'reconnecting'; since: number; attempt: number }
  | { is: 'failed'; refusal: Refusal };
