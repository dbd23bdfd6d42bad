// Checks a stream by the rules of RFC 8216bis, from outside: it knows addresses and nothing of who answers them.
export { type Checked, checkStream } from './follow.ts';
export { type Playlist, readPlaylist } from './read-playlist.ts';
export { deltaViolations, violationsBetween, violationsIn } from './rules.ts';
