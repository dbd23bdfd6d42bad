import { inLanguages } from '@rostrum/ui/language';

/** Every word beside the picture that belongs to none of what is shown there. */
export const texts = inLanguages({
  en: {
    label: 'Take part',
    panels: { chat: 'Chat', questions: 'Questions', polls: 'Polls', files: 'Files', slides: 'Slides' },
    waiting: (panel: string, count: string) => `${panel}, ${count} to look at`,
    asked: (question: string) => `Your instructor asks: ${question}`,
    answer: 'Answer',
    comes: 'On its way…',
    notLoaded: 'This couldn’t be loaded',
    notLoadedText: 'The lecture goes on without it. Reloading the page usually mends it.',
    reload: 'Reload the page',
  },
  de: {
    label: 'Mitmachen',
    panels: { chat: 'Chat', questions: 'Fragen', polls: 'Umfragen', files: 'Dateien', slides: 'Folien' },
    waiting: (panel, count) => `${panel}, ${count} neu für Sie`,
    asked: (question) => `Frage an Sie: ${question}`,
    answer: 'Antworten',
    comes: 'Kommt gleich…',
    notLoaded: 'Das ließ sich nicht laden',
    notLoadedText: 'Die Veranstaltung geht ohne es weiter. Meist hilft es, die Seite neu zu laden.',
    reload: 'Seite neu laden',
  },
});
