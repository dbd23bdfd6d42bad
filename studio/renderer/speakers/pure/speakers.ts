import type { Device } from '../../sources/pure/device-list.ts';
import { isBySystem } from '../../sources/pure/device-turn.ts';

/**
 * What there is to choose from. The system's own choice is offered by our own word, so browsers' names for it are left
 * out, and so are nameless stand-ins from before the first permission.
 */
export function speakersIn(
  devices: readonly { kind: string; deviceId: string; label: string }[],
): readonly Device[] {
  const ids = new Set<string>();
  return devices.flatMap(({ kind, deviceId: id, label }) => {
    if (kind !== 'audiooutput' || id === '' || isBySystem(id) || ids.has(id)) return [];
    ids.add(id);
    return [{ id, label }];
  });
}

/** `away`: what was chosen is unplugged; `failed`: the browser could not play through it. */
export type SpeakersStanding = 'system' | 'chosen' | 'away' | 'failed';

export interface SpeakersFacts {
  chosenId: string | undefined;
  devices: readonly Pick<Device, 'id'>[];
  /** The browser has said no to it since it was plugged in. */
  failedId: string | undefined;
}

/** As browsers name the system's own choice. */
export const SYSTEM_SINK = '';

/** What is played through now. As long as the browser names none at all, nothing tells that the chosen one is away. */
export function speakersTaken(facts: SpeakersFacts): { is: SpeakersStanding; sinkId: string } {
  const { chosenId, devices, failedId } = facts;
  if (chosenId === undefined || devices.length === 0) return { is: 'system', sinkId: SYSTEM_SINK };
  if (!devices.some(({ id }) => id === chosenId)) return { is: 'away', sinkId: SYSTEM_SINK };
  return chosenId === failedId ? { is: 'failed', sinkId: SYSTEM_SINK } : { is: 'chosen', sinkId: chosenId };
}
