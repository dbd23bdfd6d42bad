// Owns what an institution's records look like and who changed them: courses, classes, people, links, branding, how long
// recordings are kept, and the audit. It writes the rows that identity reads, each change in one transaction with its entry.
// Must not know how a question travels, who is in a class at this moment, or what a recording is made of.
export { type Actor } from './actor.ts';
export { type Administration, type AdministrationOptions, createAdministration } from './administration.ts';
export { type Audit, createAudit } from './audit.ts';
export type { By, Outcome } from './changes.ts';
export { type Keeper } from './class-removals.ts';
export { brandingOf } from './pure/branding.ts';
