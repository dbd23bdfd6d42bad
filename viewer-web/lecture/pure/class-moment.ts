import type { Phase, Stream } from '@rostrum/protocol/room';

/** Where a class stands for whoever is in it: staff may have said so, or only gone on air and off again. */
export type ClassMoment = 'before' | 'during' | 'after';

export function momentOf(phase: Phase, stream: Stream): ClassMoment {
  if (stream.status === 'live') return 'during';
  switch (phase) {
    case 'ended':
      return 'after';
    case 'lobby':
      return 'before';
    case 'paused':
      return 'during';
    case 'scheduled':
    case 'live':
      if (stream.status === 'stopped') return stream.reason === 'ended' ? 'after' : 'during';
      return phase === 'scheduled' ? 'before' : 'during';
  }
}
