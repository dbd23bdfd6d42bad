import { type ClassId, type SharedId, classIdSchema, sharedIdSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';

/** A file, by its class and its own id. */
export interface FileKeys {
  readonly classId: ClassId;
  readonly fileId: SharedId;
}

export const folderOf = (classId: ClassId) => `files/${classId}/`;
export const keyOf = ({ classId, fileId }: FileKeys) => `${folderOf(classId)}${fileId}`;
export const aboutKeyOf = (file: FileKeys) => `${keyOf(file)}.json`;

const fileSchema = v.object({ classId: classIdSchema, fileId: sharedIdSchema });

/** The files that these keys are of, by class; other keys are passed over. */
export function filesIn(keys: readonly string[]): Map<ClassId, Set<SharedId>> {
  const found = new Map<ClassId, Set<SharedId>>();
  for (const key of keys) {
    const [, classId, name] = key.split('/');
    const parsed = v.safeParse(fileSchema, { classId, fileId: name?.replace(/\.json$/, '') });
    if (!parsed.success) continue;
    const file = parsed.output;
    found.set(file.classId, (found.get(file.classId) ?? new Set()).add(file.fileId));
  }
  return found;
}
