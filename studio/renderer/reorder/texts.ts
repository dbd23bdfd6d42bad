import { inLanguages } from '@rostrum/ui/language';

/** What is said of a thing that can be put at another place of its list. */
export const texts = inLanguages({
  en: {
    move: (name: string, place: number, count: number) => `Move ${name}, place ${place} of ${count}`,
    how: 'Drag it, or press the arrow keys',
  },
  de: {
    move: (name, place, count) => `${name} verschieben, Platz ${place} von ${count}`,
    how: 'Ziehen oder die Pfeiltasten drücken',
  },
});
