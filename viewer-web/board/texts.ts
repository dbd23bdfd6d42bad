import { inLanguages } from '@rostrum/ui/language';

/** Every word of the whiteboard's place on the student's page; the board has its own. */
export const texts = inLanguages({
  en: {
    heading: 'Whiteboard',
    mayDraw: 'You may draw on the whiteboard of this class. Staff see each line at once.',
    open: 'Open the whiteboard',
    close: 'Close',
    closeLabel: 'Close the whiteboard',
    takenBack: 'You can’t draw on the whiteboard any more. What was drawn stays on it.',
    understood: 'OK',
    comes: 'The whiteboard is on its way…',
    notLoaded: 'The whiteboard couldn’t be loaded',
    notLoadedText: 'Check your connection, then reload the page. You stay in the class.',
    reload: 'Reload the page',
  },
  de: {
    heading: 'Tafel',
    mayDraw: 'Sie dürfen auf die Tafel dieser Veranstaltung zeichnen. Das Lehrteam sieht jede Linie sofort.',
    open: 'Tafel öffnen',
    close: 'Schließen',
    closeLabel: 'Tafel schließen',
    takenBack: 'Sie können nicht mehr auf die Tafel zeichnen. Was gezeichnet wurde, bleibt darauf.',
    understood: 'In Ordnung',
    comes: 'Die Tafel kommt gleich…',
    notLoaded: 'Die Tafel ließ sich nicht laden',
    notLoadedText:
      'Prüfen Sie Ihre Verbindung und laden Sie die Seite neu. Sie bleiben in der Veranstaltung.',
    reload: 'Seite neu laden',
  },
});
