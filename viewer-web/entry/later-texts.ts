import { inLanguages } from '@rostrum/ui/language';

/** The words of what comes when somebody takes their time at the door, or can’t come in. */
export const laterTexts = inLanguages({
  en: {
    signIn: {
      participantsOnly: 'This class is for its participants. Open the personal link that you were given.',
      offer: 'I have a login',
      heading: 'Sign in',
      login: 'Login',
      password: 'Password',
      enter: 'Sign in',
      entering: 'Signing in…',
      badLogin: 'A login has 2 to 100 characters and no spaces.',
      needPassword: 'Please type your password.',
      wrong: 'The login or the password is wrong, or this class isn’t one of yours.',
    },
    problems: {
      noSuchClass: 'There is no such class',
      noSuchClassText: (code: string) => `No class has the code ${code}. Check it with your instructor.`,
      noSuchPage: 'There is no such page',
      noSuchPageText: 'The address may be mistyped. With a class code you can still get in.',
      otherCode: 'Type a class code',
      unreachableText: 'Check your connection. This page tries again by itself.',
      offline: 'You are offline',
      offlineText: 'Your device has no connection. As soon as it has one, this page goes on by itself.',
      tryNow: 'Try now',
      refused: 'You are not in this class',
      removed: 'You were removed from this class',
      notNow: 'Not at the moment',
      again: (seconds: number) => `This page tries again by itself in ${seconds} s.`,
      joinAgain: 'Join again',
      unfit: 'This browser is too old for the lecture',
      unfitText: 'Use a current Chrome, Edge, Firefox or Safari. Nothing has to be installed besides it.',
    },
  },
  de: {
    signIn: {
      participantsOnly:
        'Diese Veranstaltung ist für ihre Teilnehmenden. Öffnen Sie den persönlichen Link, den Sie bekommen haben.',
      offer: 'Ich habe einen Anmeldenamen',
      heading: 'Anmelden',
      login: 'Anmeldename',
      password: 'Passwort',
      enter: 'Anmelden',
      entering: 'Sie werden angemeldet…',
      badLogin: 'Ein Anmeldename hat 2 bis 100 Zeichen und keine Leerzeichen.',
      needPassword: 'Bitte geben Sie Ihr Passwort ein.',
      wrong: 'Anmeldename oder Passwort stimmt nicht, oder dies ist keine Ihrer Veranstaltungen.',
    },
    problems: {
      noSuchClass: 'Diese Veranstaltung gibt es nicht',
      noSuchClassText: (code) =>
        `Keine Veranstaltung hat den Code ${code}. Fragen Sie Ihre Lehrperson danach.`,
      noSuchPage: 'Diese Seite gibt es nicht',
      noSuchPageText:
        'Vielleicht ist die Adresse falsch geschrieben. Mit einem Code kommen Sie trotzdem hinein.',
      otherCode: 'Code eingeben',
      unreachableText: 'Prüfen Sie Ihre Verbindung. Diese Seite versucht es von selbst noch einmal.',
      offline: 'Sie sind offline',
      offlineText: 'Ihr Gerät hat keine Verbindung. Sobald es eine hat, geht es hier von selbst weiter.',
      tryNow: 'Jetzt versuchen',
      refused: 'Sie sind nicht in dieser Veranstaltung',
      removed: 'Sie wurden aus dieser Veranstaltung entfernt',
      notNow: 'Im Moment geht es nicht',
      again: (seconds) => `Diese Seite versucht es in ${seconds} s von selbst noch einmal.`,
      joinAgain: 'Noch einmal teilnehmen',
      unfit: 'Dieser Browser ist zu alt für die Veranstaltung',
      unfitText:
        'Nehmen Sie einen aktuellen Chrome, Edge, Firefox oder Safari. Mehr muss nicht installiert werden.',
    },
  },
});
