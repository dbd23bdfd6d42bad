import { type Refusal, refuse } from './refusal.ts';
import type * as v from 'valibot';

/** Why something from outside can't be taken, in words: a schema's first complaint and where it is. */
export function refusalOfIssues(issues: readonly v.BaseIssue<unknown>[]): Refusal {
  const [issue] = issues;
  if (!issue) return refuse('malformed', 'The server did not understand this.');
  const where = issue.path?.map(({ key }) => String(key)).join('.');
  const complaint = where ? `${where}: ${issue.message}` : issue.message;
  if (issue.type === 'max_length') return refuse('too-long', `This is too long (${complaint}).`);
  return refuse('malformed', `The server did not understand this (${complaint.slice(0, 200)}).`);
}
