import { FILE_MAX_BYTES, FILE_TYPES } from '@rostrum/protocol/room';

type FileType = (typeof FILE_TYPES)[number];

/** Windows knows no type for some of these, and a browser then says none. */
const BY_ENDING = new Map<string, FileType>(
  Object.entries({
    pdf: 'application/pdf',
    png: 'image/png',
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    webp: 'image/webp',
    txt: 'text/plain',
    md: 'text/plain',
    csv: 'text/csv',
    zip: 'application/zip',
    pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
);

/** As which type a file is brought; undefined for kinds that can't be shared. */
export function fileTypeOf({ name, type }: { name: string; type: string }): FileType | undefined {
  const said = FILE_TYPES.find((known) => known === type);
  return said ?? BY_ENDING.get(name.split('.').at(-1)?.toLowerCase() ?? '');
}

/** What keeps it from being shared, before a byte is sent. */
export function fileProblem(file: {
  name: string;
  type: string;
  size: number;
}): 'too-large' | 'wrong-type' | undefined {
  if (fileTypeOf(file) === undefined) return 'wrong-type';
  return file.size > FILE_MAX_BYTES ? 'too-large' : undefined;
}
