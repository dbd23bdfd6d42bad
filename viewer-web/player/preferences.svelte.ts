import { readStored, writeStored } from '@rostrum/ui';
import { type Preferences, readPreferences } from './pure/preferences.ts';

const KEPT_AS = 'rostrum.watching';

/** How somebody likes to watch, in every lecture from now on; where nothing may be kept, in this one. */
export class KeptPreferences {
  now: Preferences = $state.raw(readPreferences(readStored('local', KEPT_AS)));

  change(part: Partial<Preferences>): void {
    this.now = { ...this.now, ...part };
    writeStored('local', KEPT_AS, JSON.stringify(this.now));
  }
}
