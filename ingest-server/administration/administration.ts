import type { AuditPage, AuditQuery } from '@rostrum/protocol/administration';
import type { ClassId } from '@rostrum/protocol/room';
import type { Logger } from 'pino';
import type { ArchiveRoom } from '../broadcast/index.ts';
import type { Claims, Identity } from '../identity/index.ts';
import type { Database } from '../records/index.ts';
import { type Actor, readActor } from './actor.ts';
import type { Audit } from './audit.ts';
import { createChange } from './changes.ts';
import { ClassRemovals, type Keeper } from './class-removals.ts';
import { type ClassDesk, createClassDesk } from './classes.ts';
import { type CourseDesk, createCourseDesk } from './courses.ts';
import { type InstitutionDesk, createInstitutionDesk } from './institution.ts';
import { type LinkDesk, createLinkDesk } from './links.ts';
import { type ParticipantDesk, createParticipantDesk } from './participants.ts';
import { type PeopleDesk, createPeopleDesk } from './people.ts';

export interface AdministrationOptions {
  readonly database: Database;
  readonly identity: Pick<Identity, 'classes' | 'findClass' | 'upkeep'>;
  readonly audit: Audit;
  readonly archive: Pick<ArchiveRoom, 'recordings' | 'delete'>;
  /** Whoever keeps something of a class, in the order in which they let it go: first the one that still writes. */
  readonly keepers: readonly Keeper[];
  /** Of this server, at this moment. */
  readonly isLive: (classId: ClassId) => boolean;
  /** A key of an encoder or a captioner was taken back, which may be sending by it. */
  readonly handleKeyRevoked: () => void;
  readonly newId: () => string;
  readonly now: () => number;
  readonly logger: Logger;
}

/** What somebody may do with it is looked at before they come here; each desk keeps to their institution. */
export interface Administration {
  /** Who asks, as the directory has them now; undefined for guests, and for who is no longer there. */
  actor(claims: Claims): Promise<Actor | undefined>;
  readonly institution: InstitutionDesk;
  readonly courses: CourseDesk;
  readonly classes: ClassDesk;
  readonly participants: ParticipantDesk;
  readonly people: PeopleDesk;
  readonly links: LinkDesk;
  readAudit(institutionId: string, query: AuditQuery): Promise<AuditPage>;
  /** Goes on with what was to be deleted. */
  start(): void;
  /** Safe twice. */
  close(): Promise<void>;
}

export function createAdministration(options: AdministrationOptions): Administration {
  const { database, identity, audit, archive, keepers, logger } = options;
  const { upkeep } = identity;
  const change = createChange(database, audit.note);
  const removals = new ClassRemovals({ database, archive, keepers, logger });
  const shared = { ...options, upkeep, change };

  return {
    actor: (claims) => readActor(database, claims),
    institution: createInstitutionDesk(shared),
    courses: createCourseDesk(shared),
    classes: createClassDesk({ ...shared, removals }),
    participants: createParticipantDesk(shared),
    people: createPeopleDesk(shared),
    links: createLinkDesk(shared),
    readAudit: (institutionId, query) => audit.read(database, institutionId, query),
    start: () => removals.start(),
    close: () => removals.close(),
  };
}
