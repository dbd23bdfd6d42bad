export interface UpdateFacts {
  readonly platform: string;
  readonly isPackaged: boolean;
  readonly feed: string | undefined;
}

/** Off unless somebody has named a feed; Electron updates itself on macOS and Windows, Linux has its own way. */
export function mayUpdate({ platform, isPackaged, feed }: UpdateFacts): boolean {
  return isPackaged && feed !== undefined && (platform === 'darwin' || platform === 'win32');
}

/** What to do with an update that is there: a lecture is never interrupted. */
export function whenDownloaded(isOnAir: boolean): 'ask' | 'at-next-start' {
  return isOnAir ? 'at-next-start' : 'ask';
}
