// The origin answers /live/…: playlists that wait for what was asked, and the bytes that they name, from memory or the
// archive. It knows streams and grants; it must not know who watches, or how anything is encoded.
export { type Door, createDoor } from './door.ts';
export { type Checked, type GrantScope, type Grants, createGrants } from './grants.ts';
export type { CaptionSource, LiveProgramme, OfferedRung } from './live-programme.ts';
export { type Opening, type Origin, type OriginOptions, createOrigin } from './origin.ts';
export type { PlainAsk } from './plain-asker.ts';
export type { Counts } from './tally.ts';
