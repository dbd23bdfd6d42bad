import { inLanguages } from '@rostrum/ui/language';

/** What is said on the straight way into a class; the rest comes with what it belongs to. */
export const texts = inLanguages({
  en: {
    home: {
      title: 'Join a lecture',
      lead: 'Type the code that your instructor gave you.',
      name: 'Your name',
      nameHint: 'Shown to the others in the class.',
      code: 'Class code',
      codePlaceholder: 'for example PHYS101',
      join: 'Join the lecture',
      joining: 'Joining…',
      needName: 'Please type a name.',
      badCode: 'A class code has 4 to 12 letters and digits.',
      liveNow: 'On air now',
      notLive: 'Not on air',
      begins: (when: string) => `Begins: ${when}`,
      comeInAgain: 'Your place in this class has expired. Please come in again.',
      otherClass: (title: string) => `This link is for another class: ${title}.`,
      goThere: 'Go to that class',
      noPicture:
        'This browser can’t play the lecture’s picture; the chat works. A current Chrome, Edge, Firefox or Safari shows both.',
      again: (seconds: number) => `You come in by yourself in ${seconds} s.`,
    },
    looking: 'Looking for the class…',
    unreachable: 'The server can’t be reached',
  },
  de: {
    home: {
      title: 'An einer Veranstaltung teilnehmen',
      lead: 'Geben Sie den Code ein, den Sie von Ihrer Lehrperson haben.',
      name: 'Ihr Name',
      nameHint: 'Die anderen in der Veranstaltung sehen ihn.',
      code: 'Code der Veranstaltung',
      codePlaceholder: 'zum Beispiel PHYS101',
      join: 'Teilnehmen',
      joining: 'Sie kommen gleich hinein…',
      needName: 'Bitte geben Sie einen Namen ein.',
      badCode: 'Ein Code hat 4 bis 12 Buchstaben und Ziffern.',
      liveNow: 'Jetzt auf Sendung',
      notLive: 'Nicht auf Sendung',
      begins: (when) => `Beginn: ${when}`,
      comeInAgain: 'Ihr Platz in dieser Veranstaltung ist abgelaufen. Bitte kommen Sie noch einmal herein.',
      otherClass: (title) => `Dieser Link gehört zu einer anderen Veranstaltung: ${title}.`,
      goThere: 'Zu dieser Veranstaltung',
      noPicture:
        'Dieser Browser kann das Bild nicht zeigen; der Chat geht. Ein aktueller Chrome, Edge, Firefox oder Safari kann beides.',
      again: (seconds) => `In ${seconds} s kommen Sie von selbst hinein.`,
    },
    looking: 'Die Veranstaltung wird gesucht…',
    unreachable: 'Der Server ist nicht erreichbar',
  },
});
