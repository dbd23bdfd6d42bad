import type { AuditAction, AuditDetails } from '@rostrum/protocol/administration';
import type { OperationsAct } from '@rostrum/protocol/operations';
import { expect, it } from 'vitest';
import { entryOfAct } from './entry-of-act.ts';

const acts: [OperationsAct, AuditAction, AuditDetails][] = [
  [{ act: 'restart-transcoder' }, 'class.transcoder-restarted', {}],
  [{ act: 'slate', on: true }, 'class.slate-shown', {}],
  [{ act: 'slate', on: false }, 'class.slate-taken-off', {}],
  [{ act: 'top-rung', rung: '480p' }, 'class.quality-limited', { rung: '480p' }],
  [{ act: 'top-rung', rung: null }, 'class.quality-freed', {}],
  [{ act: 'end-class' }, 'class.ended', {}],
  // Not what was written: it is for the class's staff.
  [{ act: 'tell-staff', text: 'The picture is black.' }, 'class.staff-told', {}],
];

it.each(acts)('%o is %s in the audit, with %o', (act, action, details) => {
  expect(entryOfAct(act)).toEqual({ action, details });
});
