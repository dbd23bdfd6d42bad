// Owns who there is and where they may go: institutions, courses, classes, people, the ways in (code, link,
// password) and the tokens that say so.
// Must not know what happens inside a class, nor how a token travels.
export { type AddedInstitution, addInstitution } from './add-institution.ts';
export { type ClassRecord } from './directory.ts';
export { type Admitted } from './admission.ts';
export { type FindEncoder } from './encoder-keys.ts';
export { type Identity, type StaffLinks, openIdentity } from './identity.ts';
export { type NewLink } from './links.ts';
export type { Note, Noted, Who } from './note.ts';
export { changesBetween } from './pure/changes-between.ts';
export { type Claims } from './pure/claims.ts';
export { cleanName, cleanTitle } from './pure/clean-name.ts';
export { isAtLeast } from './pure/roles-in-class.ts';
export { type Revoked } from './revocations.ts';
export { type RosterOutcome } from './roster.ts';
export { type AccountOpened, type SignedIn } from './sessions.ts';
export { REFRESH_LIFETIME_MS, type Verified } from './tokens.ts';
export { type Upkeep } from './upkeep.ts';
export { type Visitor } from './visitor.ts';
