import type { Words } from './en.ts';

export const de: Words = {
  wait: (ms) => {
    const seconds = Math.max(1, Math.ceil(ms / 1000));
    if (seconds === 1) return 'einer Sekunde';
    if (seconds < 60) return `${seconds} Sekunden`;
    const minutes = Math.ceil(seconds / 60);
    return minutes === 1 ? 'einer Minute' : `${minutes} Minuten`;
  },
  slow: 'Der Server lässt sich Zeit …',
  away: 'Der Server ist gerade nicht zu erreichen. Ist dieser Computer online?',
  again: 'Erneut versuchen',

  gate: {
    heading: 'Ihr Studio öffnen',
    signIn: 'Anmelden',
    server: 'Server',
    serverHint: 'Die Adresse, die Sie von Ihrer Einrichtung haben, zum Beispiel class.example.org',
    login: 'Benutzername',
    password: 'Passwort',
    submit: 'Anmelden',
    anotherClass: 'Andere Veranstaltung wählen',
    noServer: 'Geben Sie die Adresse des Servers ein.',
    noLogin: 'Geben Sie Ihren Benutzernamen ein.',
    noPassword: 'Geben Sie Ihr Passwort ein.',
    isLink: 'Das ist ein Studio-Link. Er gehört unter „Ich habe einen Studio-Link“.',
    noAddress: 'Das ist keine Adresse eines Servers. Sie sieht aus wie class.example.org.',
    unreachable: (server) =>
      `${server} ist nicht zu erreichen. Prüfen Sie die Adresse, und ob dieser Computer online ist.`,
    notRostrum: (server) =>
      `${server} antwortet, ist aber kein Rostrum-Server, oder ein älterer als dieses Studio.`,
    wrong: 'Benutzername oder Passwort sind falsch.',
    tooOften: (wait) => `Das war zu oft falsch. Versuchen Sie es in ${wait} noch einmal.`,
  },
  signInAgain: {
    heading: 'Erneut anmelden',
    later: 'Nicht jetzt',
    notBack: (why) => `Sie sind angemeldet, aber nicht zurück in der Veranstaltung. ${why}`,
  },
  link: {
    heading: 'Ich habe einen Studio-Link',
    text: 'Er öffnet Ihre Veranstaltung ohne Passwort. Sie bekommen ihn von der Person, die den Server betreibt; ist dessen öffentliche Adresse eingestellt, gibt npm start ihn dort aus.',
    label: 'Studio-Link',
    placeholder: 'rostrum://studio?server=…',
    open: 'Veranstaltung öffnen',
  },

  classes: {
    heading: 'Veranstaltung wählen',
    who: (name, institution) => `${name}, ${institution}`,
    make: 'Neue Veranstaltung',
    password: 'Benutzername und Passwort …',
    signOut: 'Abmelden',
    search: 'Veranstaltung suchen',
    searchHint: 'Wörter aus dem Titel, dem Kurs oder dem Code',
    loading: 'Ihre Veranstaltungen werden geladen …',
    none: 'Noch keine Veranstaltung',
    noneText:
      'Legen Sie die erste an: Geben Sie ihr einen Titel und einen Kurs; Studierende kommen mit ihrem Code herein.',
    noneToTeach: 'Für Sie gibt es keine Veranstaltung',
    noneToTeachText:
      'In keiner Veranstaltung gehören Sie zum Lehrteam. Bitten Sie die Person, die den Server Ihrer Einrichtung betreibt, Sie aufzunehmen.',
    notFound: (find) => `Keine Veranstaltung hat „${find}“ im Titel, im Kurs oder im Code.`,
    found: (count) => (count === 1 ? '1 Veranstaltung' : `${count} Veranstaltungen`),
    more: (count) =>
      count === 1
        ? 'Eine weitere ist nicht zu sehen: Suchen Sie danach.'
        : `${count} weitere sind nicht zu sehen: Suchen Sie danach.`,
    live: 'Auf Sendung',
    last: 'Zuletzt geöffnet',
    closed: 'nur für Teilnehmende',
    code: (code) => `Code\u00a0${code}`,
    today: (time) => `heute, ${time}`,
    tomorrow: (time) => `morgen, ${time}`,
    change: 'Ändern …',
    changeOf: (title) => `${title} ändern`,
    opening: 'Die Veranstaltung wird geöffnet …',
    made: (title, code) => `„${title}“ ist angelegt. Studierende kommen mit dem Code ${code} herein.`,
    changed: (title) => `„${title}“ ist geändert.`,
    notDone: (why) => `Nicht ausgeführt. ${why}`,
  },

  form: {
    heading: 'Neue Veranstaltung',
    headingChange: 'Veranstaltung ändern',
    classTitle: 'Titel',
    course: 'Kurs',
    newCourse: 'Ein neuer Kurs …',
    courseTitle: 'Titel des neuen Kurses',
    startsAt: 'Beginn (wenn er feststeht)',
    startsAtHint: 'Studierende lesen ihn, während sie warten.',
    guests: 'Gäste dürfen mit Code und Namen herein',
    guestsHint: 'Sonst kommen nur Teilnehmende herein, jede Person mit einem eigenen Link.',
    make: 'Veranstaltung anlegen',
    save: 'Speichern',
    cancel: 'Abbrechen',
    missing: {
      classTitle: 'Geben Sie der Veranstaltung einen Titel.',
      courseTitle: 'Geben Sie dem neuen Kurs einen Titel.',
      startsAt: 'Es braucht Tag und Uhrzeit, oder keins von beiden.',
    },
  },

  password: {
    heading: 'Benutzername und Passwort',
    text: 'Damit melden Sie sich an jedem Computer an, ohne Link.',
    has: (login) => `Ihr Benutzername ist ${login}.`,
    login: 'Benutzername',
    loginHint: 'Mindestens 2 Zeichen, keine Leerzeichen; auch eine Mailadresse geht.',
    current: 'Bisheriges Passwort',
    next: 'Neues Passwort',
    nextHint: (min) =>
      `Mindestens ${min} Zeichen. Ihre anderen Anmeldungen und Ihre Encoder-Schlüssel enden mit der Änderung.`,
    save: 'Speichern',
    close: 'Schließen',
    cancel: 'Abbrechen',
    loading: 'Einen Moment …',
    notHere:
      'Sie sind mit einem Link für eine einzelne Veranstaltung hier. Benutzername und Passwort sind für Lehrende der Einrichtung, die mit einem eigenen Link gekommen sind.',
    badLogin: 'Ein Benutzername hat 2 bis 100 Zeichen und keine Leerzeichen.',
    short: (min) => `Ein Passwort hat mindestens ${min} Zeichen.`,
    noCurrent: 'Geben Sie Ihr bisheriges Passwort ein.',
    wrongCurrent: 'Das ist nicht Ihr bisheriges Passwort.',
    taken: 'Diesen Benutzernamen hat schon jemand. Wählen Sie einen anderen.',
    done: 'Gespeichert. Ab jetzt melden Sie sich mit diesem Benutzernamen und Passwort an.',
  },

  menu: {
    unnamed: 'Ihre Veranstaltung',
    describe: 'Veranstaltung wechseln, Benutzername und Passwort, abmelden',
    change: 'Veranstaltung wechseln …',
    password: 'Benutzername und Passwort …',
    signOut: 'Abmelden',
    onAir: 'Sie sind auf Sendung. Beenden Sie zuerst die Sendung.',
    recording: 'Es wird gerade aufgezeichnet. Beenden Sie zuerst die Aufzeichnung.',
  },
};
