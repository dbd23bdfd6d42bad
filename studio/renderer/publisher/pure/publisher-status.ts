import type { Refusal } from '@rostrum/protocol/room';

/**
 *   idle ──start()──► connecting ──media flows──► live ◄──media flows── reconnecting
 *                        │  └─fails: again, later     └──way or gateway lost──►┘ (again, later)
 *                        └──────── a refusal that stands ──────────────────────┴──► failed
 *   any ──stop()──► idle
 */
export type PublisherStatus =
  | { is: 'idle' }
  /** `attempt` counts from 0; more than a few mean that media doesn't get through. */
  | { is: 'connecting'; attempt: number }
  | { is: 'live'; since: number }
  /** `since` is when the broadcast began, not when it broke off. */
  | { is: 'reconnecting'; since: number; attempt: number }
  | { is: 'failed'; refusal: Refusal };
