export interface UpdateFacts {
  readonly platform: string;
  readonly isPackaged: boolean;
  /** One file that can take another's place; any other package on Linux is its system's to keep new. */
  readonly isAppImage: boolean;
  readonly feed: string | undefined;
}

/** Off unless somebody has named a feed. */
export function mayUpdate({ platform, isPackaged, isAppImage, feed }: UpdateFacts): boolean {
  if (!isPackaged || feed === undefined) return false;
  return platform === 'darwin' || platform === 'win32' || isAppImage;
}

/** What to do with an update that is there: a lecture is never interrupted. */
export function whenDownloaded(isOnAir: boolean): 'ask' | 'at-next-start' {
  return isOnAir ? 'at-next-start' : 'ask';
}
