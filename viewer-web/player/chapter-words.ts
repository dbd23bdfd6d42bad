import type { ChapterName } from '@rostrum/protocol/room';
import { inLanguages } from '@rostrum/ui/language';

export const chapterTexts = inLanguages({
  en: {
    beginning: 'Beginning',
    slide: (page: number) => `Slide ${page}`,
    poll: (question: string) => `Poll: ${question}`,
    break: 'Break',
    afterBreak: 'After the break',
    scenes: { camera: 'Camera', guests: 'Guests', slides: 'Slides', screen: 'Screen', board: 'Whiteboard' },
  },
  de: {
    beginning: 'Anfang',
    slide: (page) => `Folie ${page}`,
    poll: (question) => `Umfrage: ${question}`,
    break: 'Pause',
    afterBreak: 'Nach der Pause',
    scenes: { camera: 'Kamera', guests: 'Gäste', slides: 'Folien', screen: 'Bildschirm', board: 'Tafel' },
  },
});

/** What a chapter is called in the language of the moment. */
export function chapterWords(name: ChapterName): string {
  switch (name.is) {
    case 'beginning':
      return chapterTexts.beginning;
    case 'titled':
    case 'own-scene':
      return name.title;
    case 'slide':
      return name.title ?? chapterTexts.slide(name.page);
    case 'poll':
      return chapterTexts.poll(name.question);
    case 'break':
      return chapterTexts.break;
    case 'after-break':
      return chapterTexts.afterBreak;
    case 'scene':
      return chapterTexts.scenes[name.shows];
  }
}
