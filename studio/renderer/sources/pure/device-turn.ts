import type { Device } from './device-list.ts';

export interface DeviceFacts {
  /** `gone`: unplugged, or never there. */
  is: 'on' | 'gone' | 'other';
  deviceId: string | undefined;
  /** What the instructor chose; none leaves it to the browser. */
  chosenId: string | undefined;
  devices: readonly Pick<Device, 'id'>[];
}

/** What is to be done when something was plugged in or out: open what there is, go back to what was chosen, or nothing. */
export function afterPlugged({ is, deviceId, chosenId, devices }: DeviceFacts): 'open' | 'stay' {
  if (is === 'gone') return devices.length > 0 ? 'open' : 'stay';
  const isChosenThere = chosenId !== undefined && devices.some(({ id }) => id === chosenId);
  return is === 'on' && isChosenThere && deviceId !== chosenId ? 'open' : 'stay';
}

/** Another one stands in for what was chosen, because that isn't there. */
export function isStandIn({ is, deviceId, chosenId, devices }: DeviceFacts): boolean {
  if (is !== 'on' || chosenId === undefined || deviceId === undefined || deviceId === chosenId) return false;
  return !devices.some(({ id }) => id === chosenId);
}
