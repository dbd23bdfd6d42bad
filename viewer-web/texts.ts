import type { ClassInfo } from '@rostrum/protocol/http';
import { inLanguages } from '@rostrum/ui/language';

export function pageTitle(page?: string): string {
  return page ? `${page} · Rostrum` : 'Rostrum';
}

export function courseLine({
  courseTitle,
  institutionName,
}: Pick<ClassInfo, 'courseTitle' | 'institutionName'>): string {
  return `${courseTitle} · ${institutionName}`;
}

/** What more than one part of the student's page says. */
export const texts = inLanguages({
  en: {
    skipToMain: 'Skip to the lecture',
    problems: {
      notLoaded: 'The lecture’s page couldn’t be loaded',
      notLoadedText: 'Check your connection, then reload.',
      reload: 'Reload the page',
    },
  },
  de: {
    skipToMain: 'Zur Veranstaltung springen',
    problems: {
      notLoaded: 'Die Seite der Veranstaltung ließ sich nicht laden',
      notLoadedText: 'Prüfen Sie Ihre Verbindung, und laden Sie die Seite neu.',
      reload: 'Seite neu laden',
    },
  },
});
