/** All files of one class together: twenty of the largest. */
export const CLASS_FILES_MAX_BYTES = 1024 * 1024 * 1024;
