import { FILE_TITLE_HEADER, fileResponseSchema } from '@rostrum/protocol/http';
import { type ClassId, type SharedId, TITLE_MAX } from '@rostrum/protocol/room';
import { type ServerAnswer, readAnswer } from '@rostrum/ui';
import type * as v from 'valibot';

interface Brought {
  readonly server: string;
  readonly classId: ClassId;
  readonly token: string;
  readonly file: Blob;
  readonly title: string;
  readonly signal: AbortSignal;
  /** How much of it has gone, from 0 to 1. */
  readonly onProgress?: ((part: number) => void) | undefined;
}

export type FileBrought = ServerAnswer<v.InferOutput<typeof fileResponseSchema>>;

/** To the class's files; nobody sees it before it is shared. An XMLHttpRequest, for only that tells how far it is. */
export function bringFile({ server, classId, token, file, title, ...more }: Brought): Promise<FileBrought> {
  const { signal, onProgress } = more;
  const { promise, resolve, reject } = Promise.withResolvers<FileBrought>();
  const request = new XMLHttpRequest();
  request.open('POST', new URL(`/api/classes/${classId}/files`, server));
  request.setRequestHeader('authorization', `Bearer ${token}`);
  request.setRequestHeader('content-type', file.type);
  // Cut between characters: half of one can't be encoded.
  request.setRequestHeader(
    FILE_TITLE_HEADER,
    encodeURIComponent([...title].slice(0, TITLE_MAX / 2).join('')),
  );
  request.responseType = 'json';
  request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0);
  request.onload = () => {
    const isOk = request.status >= 200 && request.status < 300;
    readAnswer(fileResponseSchema, isOk, request.response).then(resolve, reject);
  };
  request.onerror = () => resolve({ is: 'unreachable', cause: new Error('the server can’t be reached') });
  request.onabort = () => reject(signal.reason);
  signal.addEventListener('abort', () => request.abort(), { once: true });
  request.send(file);
  return promise;
}

export function fileIdOf(brought: FileBrought): SharedId {
  switch (brought.is) {
    case 'value':
      return brought.value.fileId;
    case 'refused':
      throw new Error(`a file was refused: ${brought.refusal.text}`);
    case 'unreachable':
      throw new Error('a file could not be brought', { cause: brought.cause });
  }
}
