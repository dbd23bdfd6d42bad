import type { AuditAction, AuditDetails, AuditEntry } from '@rostrum/protocol/administration';
import type { PersonId } from '@rostrum/protocol/room';
import type { Database } from '../records/index.ts';

/** Who did something, as they are called then. */
export interface Who {
  readonly personId: PersonId;
  readonly name: string;
}

/** A change of the directory, for whoever keeps account of them. */
export interface Noted {
  readonly institutionId: string;
  readonly who: Who;
  readonly action: AuditAction;
  readonly subject: AuditEntry['subject'];
  readonly details: AuditDetails;
}

/** Called in the transaction that makes the change: both are written, or neither. */
export type Note = (transaction: Database, noted: Noted) => Promise<void>;
