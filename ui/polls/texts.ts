import { inLanguages, numberText } from '../language.ts';

export const texts = inLanguages({
  en: {
    line: (count: number, percent: number) => `${count === 1 ? '1 person' : `${count} people`}, ${percent} %`,
    correct: 'right',
    own: 'your answer',
    mean: (mean: number) => `Mean ${numberText(mean, 1)}`,
  },
  de: {
    line: (count, percent) => `${count === 1 ? '1 Person' : `${count} Personen`}, ${percent} %`,
    correct: 'richtig',
    own: 'Ihre Antwort',
    mean: (mean) => `Mittelwert ${numberText(mean, 1)}`,
  },
});
