import type { ClientStatus } from '@rostrum/protocol/client';
import type { Refusal, Stream } from '@rostrum/protocol/room';
import type { PublisherStatus } from '../../publisher/pure/publisher-status.ts';

/** What the control for going on air offers, and which sentence stands beside it. */
export type AirView =
  | { offer: 'go'; words: 'ready' }
  | { offer: 'take-over'; words: 'encoder' }
  | { offer: 'go' | 'take-over'; words: 'failed'; refusal: Refusal }
  | { offer: 'wait'; words: 'server-away' }
  | { offer: 'cancel'; words: 'going' | 'not-getting-through' | 'unseen' | 'server-away' }
  | { offer: 'end'; words: 'live' | 'lost' | 'signed-out'; since: number };

/** After this many attempts it is more likely that something blocks the way than that it is slow. */
const ATTEMPTS_BEFORE_DOUBT = 2;

export function airView(publisher: PublisherStatus, gateway: ClientStatus, stream: Stream): AirView {
  const isOpen = gateway.is === 'open';
  const isFromEncoder = stream.status === 'live' && stream.source === 'encoder';
  switch (publisher.is) {
    case 'idle':
      if (!isOpen) return { offer: 'wait', words: 'server-away' };
      return isFromEncoder ? { offer: 'take-over', words: 'encoder' } : { offer: 'go', words: 'ready' };
    case 'failed':
      return isOpen
        ? { offer: isFromEncoder ? 'take-over' : 'go', words: 'failed', refusal: publisher.refusal }
        : { offer: 'wait', words: 'server-away' };
    case 'connecting':
      if (!isOpen) return { offer: 'cancel', words: 'server-away' };
      return {
        offer: 'cancel',
        words: publisher.attempt >= ATTEMPTS_BEFORE_DOUBT ? 'not-getting-through' : 'going',
      };
    case 'unseen':
      return { offer: 'cancel', words: 'unseen' };
    case 'live':
      return { offer: 'end', words: 'live', since: publisher.since };
    case 'reconnecting':
      return {
        offer: 'end',
        words: gateway.is === 'closed' ? 'signed-out' : 'lost',
        since: publisher.since,
      };
  }
}
