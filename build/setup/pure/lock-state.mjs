/** Its holder touches a lock every two seconds. Far beyond that, its number belongs to some other process by now. */
const SILENT_MS = 30_000;

/** @param {{ alive: boolean, ageMs: number }} lock @returns {boolean} */
export function isAbandoned({ alive, ageMs }) {
  return !alive || ageMs > SILENT_MS;
}
