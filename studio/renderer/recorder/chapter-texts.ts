import { inLanguages } from '@rostrum/ui/language';

/** What a slide without words on it is called among the chapters. */
export const chapterTexts = inLanguages({
  en: { slide: (page: number) => `Slide ${page}` },
  de: { slide: (page) => `Folie ${page}` },
});
