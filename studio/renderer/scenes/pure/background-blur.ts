/** What a camera's track says of itself, as far as it concerns the blur. */
export interface BlurFacts {
  /** All that it can be set to; absent where browser or system can't blur. */
  capabilities: readonly boolean[] | undefined;
  setting: boolean | undefined;
}

export type NoBlur =
  | 'no-camera'
  /** Neither this camera nor what is under the browser can. */
  | 'unable'
  /** The system blurs by itself, whatever is asked of it. */
  | 'held-on';

export type BackgroundBlur =
  /** `isRefused`: it was asked to be otherwise, and isn't. */
  { is: 'offered'; isOn: boolean; isRefused: boolean } | { is: 'not-offered'; because: NoBlur };

export const NO_CAMERA: BackgroundBlur = { is: 'not-offered', because: 'no-camera' };

/** Offered only where it can be switched: a system may hold it on or off by itself. */
export function backgroundBlurOf({ capabilities, setting }: BlurFacts): BackgroundBlur {
  if (!capabilities?.includes(true)) return { is: 'not-offered', because: 'unable' };
  if (!capabilities.includes(false)) return { is: 'not-offered', because: 'held-on' };
  return { is: 'offered', isOn: setting === true, isRefused: false };
}

/** What has become of a switch. */
export function afterSwitch(wanted: boolean, now: BackgroundBlur): BackgroundBlur {
  return now.is === 'offered' ? { ...now, isRefused: now.isOn !== wanted } : now;
}
