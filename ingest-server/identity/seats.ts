import type { Role } from '@rostrum/protocol/room';
import type { Database } from '../records/index.ts';
import type { ClassBook } from './class-book.ts';
import { type ClassRecord, type PersonRecord, readParticipations } from './directory.ts';
import { roleInClass } from './pure/roles-in-class.ts';

/** A class somebody may enter, and as what. */
export interface Seat {
  readonly record: ClassRecord;
  readonly role: Role;
  /** The class names them; else they are in it as all staff of the institution are. */
  readonly isOwn: boolean;
}

/** In the order the classes are shown. */
export async function readSeats(
  database: Database,
  classes: ClassBook,
  { personId, institutionId, role: inInstitution }: PersonRecord,
): Promise<readonly Seat[]> {
  const participations = await readParticipations(database, personId);
  return classes.all.flatMap((record): Seat[] => {
    if (record.institutionId !== institutionId) return [];
    const inClass = participations.get(record.classId);
    const role = roleInClass(inInstitution, inClass);
    return role === undefined ? [] : [{ record, role, isOwn: inClass !== undefined }];
  });
}
