/** @type {Record<string, string>} */
const reasons = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'it is on a file system that can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: "this user's share of the disk is full",
  ENOTDIR: 'a file is in the place of a folder',
  EEXIST: 'a file is in the place of a folder',
};

/**
 * What the surroundings did to a file of ours; null for what isn't theirs, which is a bug of ours.
 * @param {unknown} error @returns {string | null}
 */
export function reasonOfSystemError(error) {
  const file = fileOf(error);
  const reason = reasons[/** @type {NodeJS.ErrnoException} */ (error)?.code ?? ''];
  return file === undefined || reason === undefined ? null : `${file} can't be written: ${reason}`;
}

/**
 * The same as a sentence that says how to go on.
 * @param {unknown} error @param {{ cache: string }} places cache: what lies outside the checkout
 * @returns {string | null}
 */
export function explainSystemError(error, { cache }) {
  const reason = reasonOfSystemError(error);
  if (reason === null) return null;
  const otherwise = fileOf(error)?.startsWith(cache)
    ? ', or set XDG_CACHE_HOME to a folder that can be written'
    : '';
  return `${reason}. Mend that${otherwise}, and run the same command again.`;
}

/** @param {unknown} error @returns {string | undefined} the file that was to be written */
function fileOf(error) {
  if (!(error instanceof Error)) return undefined;
  const { path, dest } = /** @type {NodeJS.ErrnoException & { dest?: string }} */ (error);
  return dest ?? path;
}
