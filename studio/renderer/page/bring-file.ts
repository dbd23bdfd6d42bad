import { FILE_TITLE_HEADER, fileResponseSchema } from '@rostrum/protocol/http';
import { type ClassId, type SharedId, TITLE_MAX } from '@rostrum/protocol/room';
import { askServer } from '@rostrum/ui';

interface Brought {
  readonly server: string;
  readonly classId: ClassId;
  readonly token: string;
  readonly file: Blob;
  readonly title: string;
  readonly signal: AbortSignal;
}

/** To the class's files; nobody sees it before it is shared. */
export async function bringFile({ server, classId, token, file, title, signal }: Brought): Promise<SharedId> {
  const address = new URL(`/api/classes/${classId}/files`, server).href;
  const answer = await askServer(fileResponseSchema, address, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': file.type,
      [FILE_TITLE_HEADER]: encodeURIComponent([...title].slice(0, TITLE_MAX / 2).join('')),
    },
    body: file,
    signal,
  });
  switch (answer.is) {
    case 'value':
      return answer.value.fileId;
    case 'refused':
      throw new Error(`a file was refused: ${answer.refusal.text}`);
    case 'unreachable':
      throw new Error('a file could not be brought', { cause: answer.cause });
  }
}
