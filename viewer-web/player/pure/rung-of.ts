/** A rung by the name of its playlist; `sound` where it has no picture. */
export function rungOf(
  level: { readonly height: number; readonly uri: string } | undefined,
): string | undefined {
  if (!level) return undefined;
  return level.height > 0 ? /([\w-]+?)(?:-dvr)?\.m3u8/.exec(level.uri)?.[1] : 'sound';
}
