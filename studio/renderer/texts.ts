import { inLanguages } from '@rostrum/ui/language';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';

/** Every word of the studio's page that isn't a tool's own, in the page's language. */
export const texts = inLanguages({ en, de });
