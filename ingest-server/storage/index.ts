// Owns the data folder on disk: who may use it, and the blobs (media, boards, exports) kept under keys.
// Must not know what a blob means, nor anything of classes, rooms or the database's tables.
export { backUp } from './backup/back-up.ts';
export { restore } from './backup/restore.ts';
export type { Blobs, ByteRange, OpenBlob } from './blobs.ts';
export { type DataFolder, openDataFolder } from './data-folder.ts';
export { openFileBlobs } from './file-blobs.ts';
export { type S3Blobs, type S3Place, openS3Blobs } from './s3-blobs.ts';
export { writeFileAtomically } from './atomic-write.ts';
