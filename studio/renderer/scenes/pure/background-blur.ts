/** What a camera's track says of itself, as far as it concerns the blur. */
export interface BlurFacts {
  /** All that it can be set to; absent where browser or system can't blur. */
  capabilities: readonly boolean[] | undefined;
  setting: boolean | undefined;
}

export type BackgroundBlur = 'not-offered' | 'off' | 'on';

/** Offered only where it can be switched: a system may hold it on or off by itself. */
export function backgroundBlurOf({ capabilities, setting }: BlurFacts): BackgroundBlur {
  if (!capabilities?.includes(true) || !capabilities.includes(false)) return 'not-offered';
  return setting ? 'on' : 'off';
}
