import { FILE_MAX_BYTES } from '@rostrum/protocol/room';
import { expect, it } from 'vitest';
import { fileProblem, fileTypeOf } from './file-problem.ts';

it.each([
  [{ name: 'a.pdf', type: 'application/pdf' }, 'application/pdf'],
  [{ name: 'table.CSV', type: '' }, 'text/csv'],
  [{ name: 'table.csv', type: 'application/vnd.ms-excel' }, 'text/csv'],
  [{ name: 'notes.md', type: 'text/markdown' }, 'text/plain'],
  [{ name: 'run.exe', type: 'application/x-msdownload' }, undefined],
  [{ name: 'constructor', type: '' }, undefined],
])('%o is shared as %s', (file, type) => {
  expect(fileTypeOf(file)).toBe(type);
});

it('says what keeps a file from being shared', () => {
  const file = { name: 'a.pdf', type: 'application/pdf' };
  expect(fileProblem({ ...file, size: FILE_MAX_BYTES })).toBeUndefined();
  expect(fileProblem({ ...file, size: FILE_MAX_BYTES + 1 })).toBe('too-large');
  expect(fileProblem({ name: 'a.exe', type: '', size: 1 })).toBe('wrong-type');
});
