import type { FILE_TYPES } from '@rostrum/protocol/room';

export type FileType = (typeof FILE_TYPES)[number];

/** Bytes from the beginning that `isWhatItSays` looks at. */
export const HEAD_BYTES = 512;

const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06];

/** Whether a file begins as its type does: a page under another name stays a page. */
export function isWhatItSays(type: FileType, head: Uint8Array): boolean {
  switch (type) {
    case 'application/pdf':
      return begins(head, PDF);
    case 'image/png':
      return begins(head, PNG);
    case 'image/jpeg':
      return begins(head, JPEG);
    case 'image/webp':
      return begins(head, RIFF) && begins(head.subarray(8), WEBP);
    // Office documents are ZIP archives.
    case 'application/zip':
    case 'application/vnd.openxmlformats-officedocument.presentationml.presentation':
    case 'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
    case 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet':
      return begins(head, ZIP) || begins(head, EMPTY_ZIP);
    case 'text/plain':
    case 'text/csv':
      return (
        head.length > 0 &&
        !head.includes(0) &&
        ![PDF, PNG, JPEG, RIFF, ZIP].some((other) => begins(head, other))
      );
  }
}

function begins(head: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => head[i] === byte);
}
