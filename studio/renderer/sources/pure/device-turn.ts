import type { Device } from './device-list.ts';

export interface DeviceFacts {
  /** `gone`: unplugged, or never there. */
  is: 'on' | 'gone' | 'other';
  deviceId: string | undefined;
  /** What the instructor chose, or what ran when it was unplugged; none leaves it to the browser. */
  wantedId: string | undefined;
  devices: readonly Pick<Device, 'id'>[];
}

/** What is to be done when something was plugged in or out: open what there is, go back to what is wanted, or nothing. */
export function afterPlugged({ is, deviceId, wantedId, devices }: DeviceFacts): 'open' | 'stay' {
  if (is === 'gone') return devices.length > 0 ? 'open' : 'stay';
  const isWantedThere = wantedId !== undefined && devices.some(({ id }) => id === wantedId);
  return is === 'on' && isWantedThere && deviceId !== wantedId ? 'open' : 'stay';
}

/** Another one stands in for what is wanted, because that isn't there. */
export function isStandIn({ is, deviceId, wantedId, devices }: DeviceFacts): boolean {
  if (is !== 'on' || wantedId === undefined || deviceId === undefined || deviceId === wantedId) return false;
  return !devices.some(({ id }) => id === wantedId);
}

const BY_SYSTEM: readonly string[] = ['default', 'communications'];

/** A name that browsers give to whichever device the system would take: what it means changes with a plug. */
export function isBySystem(id: string): boolean {
  return BY_SYSTEM.includes(id);
}

/**
 * The device by its own name, by which it is known again. Undefined where nothing tells which one the system takes:
 * browsers write it behind a word of their own, “Default - Desk microphone”.
 */
export function ownIdOf(used: Device, devices: readonly Device[]): string | undefined {
  if (!isBySystem(used.id)) return used.id;
  const own = devices.filter(({ id }) => !isBySystem(id));
  const grouped = own.filter(({ groupId }) => groupId && groupId === used.groupId);
  const named = own.filter(({ label }) => label !== '' && used.label.endsWith(label));
  // Two of one make have one name: a guess would take the wrong one for the one that runs.
  const [first, ...others] = grouped.length > 0 ? grouped : named;
  return others.length === 0 ? first?.id : undefined;
}
