import { inLanguages } from '@rostrum/ui/language';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';

/** Every word about signing in and choosing a class. */
export const texts = inLanguages({ en, de });
