export interface Device {
  id: string;
  /** Empty until the person has once allowed the use of such a device. */
  label: string;
  /** The same for all that one piece of hardware brings; only where the browser tells it. */
  groupId?: string | undefined;
}

export interface DeviceList {
  cameras: readonly Device[];
  microphones: readonly Device[];
}

/** What there is to choose from. Browsers list nameless stand-ins before the first permission: no choice in these. */
export function sortDevices(
  devices: readonly { kind: string; deviceId: string; label: string; groupId?: string }[],
): DeviceList {
  const ofKind = (kind: string) =>
    devices
      .filter((device) => device.kind === kind && device.deviceId !== '')
      .map(({ deviceId, label, groupId }) => ({ id: deviceId, label, groupId }));
  return { cameras: ofKind('videoinput'), microphones: ofKind('audioinput') };
}
