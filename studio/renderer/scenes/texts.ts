import { inLanguages } from '@rostrum/ui/language';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';

/** Every word about scenes and what lies over them. */
export const sceneTexts = inLanguages({ en, de });
