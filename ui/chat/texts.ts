import { inLanguages } from '../language.ts';
import { de, en } from './pure/texts.ts';

/** The words of the chat, in the page's language. */
export const texts = inLanguages({ en, de });
