import { inLanguages } from './language.ts';
import { de, en } from './pure/head-texts.ts';

/** Apart from the others: a student's page shows its head only behind the first picture. */
export const headTexts = inLanguages({ en, de });
