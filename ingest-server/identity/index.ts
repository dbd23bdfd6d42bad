// Owns who there is and where they may go: institutions, courses, classes, people, and the tokens that say so.
// Must not know what happens inside a class, nor how a token travels.
export { type ClassRecord, type Identity, type StaffLinks, openIdentity } from './identity.ts';
export { type JoinOutcome } from './join.ts';
export { type Claims } from './pure/claims.ts';
export { type Verified } from './tokens.ts';
