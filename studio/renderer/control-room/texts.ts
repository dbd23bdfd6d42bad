import { inLanguages } from '@rostrum/ui/language';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';

/** Every word of the control room. */
export const texts = inLanguages({ en, de });
