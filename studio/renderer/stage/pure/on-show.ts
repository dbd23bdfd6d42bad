import type { StageStream } from '@rostrum/protocol/media';
import type { Guest } from '@rostrum/protocol/room';

type Incoming<T> = StageStream & { readonly track: T };

export interface OnShow<T> {
  readonly pictures: readonly { personId: string; name: string; track: T }[];
  readonly screen: T | undefined;
  readonly voices: readonly { id: string; track: T }[];
}

/** What of all that comes in belongs into the programme: whoever has only made ready is neither seen nor heard. */
export function onShow<T>(received: readonly Incoming<T>[], guests: readonly Guest[]): OnShow<T> {
  const live = received.flatMap((incoming) => {
    const guest = guests.find(({ personId }) => personId === incoming.personId);
    return guest && incoming.isLive ? [{ ...incoming, name: guest.name }] : [];
  });
  return {
    pictures: live.filter(({ source, kind }) => source === 'camera' && kind === 'video'),
    screen: live.find(({ source, kind }) => source === 'screen' && kind === 'video')?.track,
    voices: live
      .filter(({ source, kind }) => source === 'microphone' && kind === 'audio')
      .map(({ producerId, track }) => ({ id: producerId, track })),
  };
}
