import { readStored, writeStored } from '@rostrum/ui';
import { type Abbreviations, readAbbreviations } from './pure/abbreviations.ts';

const KEY = 'rostrum.captions.short-forms';

export function keptForms(): Abbreviations {
  return readAbbreviations(readStored('local', KEY));
}

export function keepForms(forms: Abbreviations): void {
  writeStored('local', KEY, JSON.stringify(forms));
}
