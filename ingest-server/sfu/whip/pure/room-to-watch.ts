/** Each gets the whole programme once more from this server: thousands watch over HLS. */
const OF_CLASS_MAX = 50;
const OF_SERVER_MAX = 400;
/** Makes of players, each with numbers of its own for the codecs. */
const OUTLETS_MAX = 8;
/** A player, and the one that a reloaded page has left behind. */
const OF_PERSON_MAX = 2;

/** Who watches already, and how many outlets there would be with one more. */
export interface Watching {
  readonly ofPerson: number;
  readonly ofClass: number;
  readonly ofServer: number;
  readonly outlets: number;
}

export function roomToWatch({ ofPerson, ofClass, ofServer, outlets }: Watching): 'ok' | 'too-many' | 'full' {
  if (ofPerson >= OF_PERSON_MAX) return 'too-many';
  return ofClass >= OF_CLASS_MAX || ofServer >= OF_SERVER_MAX || outlets > OUTLETS_MAX ? 'full' : 'ok';
}
