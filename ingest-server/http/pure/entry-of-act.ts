import type { AuditAction, AuditDetails } from '@rostrum/protocol/administration';
import type { OperationsAct } from '@rostrum/protocol/operations';

/** What the audit says of an act. What was written to staff stands in the class's own log, and nowhere else. */
export function entryOfAct(asked: OperationsAct): { action: AuditAction; details: AuditDetails } {
  switch (asked.act) {
    case 'restart-transcoder':
      return { action: 'class.transcoder-restarted', details: {} };
    case 'slate':
      return { action: asked.on ? 'class.slate-shown' : 'class.slate-taken-off', details: {} };
    case 'top-rung':
      return asked.rung === null
        ? { action: 'class.quality-freed', details: {} }
        : { action: 'class.quality-limited', details: { rung: asked.rung } };
    case 'end-class':
      return { action: 'class.ended', details: {} };
    case 'tell-staff':
      return { action: 'class.staff-told', details: {} };
  }
}
