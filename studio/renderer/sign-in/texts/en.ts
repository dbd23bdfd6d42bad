export const en = {
  wait: (ms: number) => {
    const seconds = Math.max(1, Math.ceil(ms / 1000));
    if (seconds === 1) return 'a second';
    if (seconds < 60) return `${seconds} seconds`;
    const minutes = Math.ceil(seconds / 60);
    return minutes === 1 ? 'a minute' : `${minutes} minutes`;
  },
  slow: 'The server takes its time…',
  away: 'The server can’t be reached at the moment. Is this computer online?',
  again: 'Try again',

  gate: {
    heading: 'Open your studio',
    signIn: 'Sign in',
    server: 'Server',
    serverHint: 'Its address, as your institution gave it to you, such as class.example.org',
    login: 'Login',
    password: 'Password',
    submit: 'Sign in',
    anotherClass: 'Choose another class',
    noServer: 'Type the server’s address.',
    noLogin: 'Type your login.',
    noPassword: 'Type your password.',
    isLink: 'This is a studio link. It belongs under “I have a studio link”.',
    noAddress: 'This is no server’s address. One looks like class.example.org.',
    unreachable: (server: string) =>
      `${server} can’t be reached. Check the address, and whether this computer is online.`,
    notRostrum: (server: string) =>
      `${server} answers, but it is no Rostrum server, or an older one than this studio.`,
    wrong: 'The login or the password is wrong.',
    tooOften: (wait: string) => `That was wrong too often. Try again in ${wait}.`,
  },
  signInAgain: {
    heading: 'Sign in again',
    later: 'Not now',
    notBack: (why: string) => `You are signed in, but not back in the class. ${why}`,
  },
  link: {
    heading: 'I have a studio link',
    text: 'It opens your class without a password. Whoever runs the server can give it to you; starting the server with npm start prints it where its public address is set.',
    label: 'Studio link',
    placeholder: 'rostrum://studio?server=…',
    open: 'Open the class',
  },

  classes: {
    heading: 'Choose a class',
    who: (name: string, institution: string) => `${name}, ${institution}`,
    make: 'New class',
    password: 'Login and password…',
    signOut: 'Sign out',
    search: 'Find a class',
    searchHint: 'Words of its title, its course or its code',
    loading: 'Your classes are coming…',
    none: 'No class yet',
    noneText: 'Make your first one: give it a title and a course, and students join by its code.',
    noneToTeach: 'There is no class for you',
    noneToTeachText:
      'No class names you as its staff. Ask whoever runs the server at your institution to let you in.',
    notFound: (find: string) => `No class has “${find}” in its title, its course or its code.`,
    found: (count: number) => (count === 1 ? '1 class' : `${count} classes`),
    more: (count: number) =>
      count === 1 ? 'One more isn’t shown: search for it.' : `${count} more aren’t shown: search for them.`,
    live: 'On air',
    last: 'Last opened',
    closed: 'participants only',
    code: (code: string) => `code\u00a0${code}`,
    today: (time: string) => `today, ${time}`,
    tomorrow: (time: string) => `tomorrow, ${time}`,
    change: 'Change…',
    changeOf: (title: string) => `Change ${title}`,
    opening: 'The class is being opened…',
    made: (title: string, code: string) => `“${title}” is there. Students join by the code ${code}.`,
    changed: (title: string) => `“${title}” was changed.`,
    notDone: (why: string) => `Not done. ${why}`,
  },

  form: {
    heading: 'New class',
    headingChange: 'Change the class',
    classTitle: 'Title',
    course: 'Course',
    newCourse: 'A new course…',
    courseTitle: 'Title of the new course',
    startsAt: 'Begins (optional)',
    startsAtHint: 'Students read it while they wait.',
    guests: 'Guests may come in by the code and a name',
    guestsHint: 'Else only participants come in, each by a link of their own.',
    make: 'Make the class',
    save: 'Save',
    cancel: 'Cancel',
    missing: {
      classTitle: 'Give the class a title.',
      courseTitle: 'Give the new course a title.',
      startsAt: 'Day and time are needed, or neither.',
    },
  },

  password: {
    heading: 'Login and password',
    text: 'With them you sign in from any computer, without a link.',
    has: (login: string) => `Your login is ${login}.`,
    login: 'Login',
    loginHint: 'At least 2 characters, no spaces; a mail address will do.',
    current: 'Present password',
    next: 'New password',
    nextHint: (min: number) =>
      `At least ${min} characters. Your other sessions and your encoder keys end by the change.`,
    save: 'Save',
    close: 'Close',
    cancel: 'Cancel',
    loading: 'One moment…',
    notHere:
      'You are here by a link of one class. Login and password are for staff of the institution who came by a link of their own.',
    badLogin: 'A login has 2 to 100 characters and no spaces.',
    short: (min: number) => `A password has at least ${min} characters.`,
    noCurrent: 'Type your present password.',
    wrongCurrent: 'That is not your present password.',
    taken: 'Somebody else has this login. Choose another.',
    done: 'Saved. From now on you sign in with this login and password.',
  },

  menu: {
    unnamed: 'Your class',
    describe: 'Change class, login and password, sign out',
    change: 'Change class…',
    password: 'Login and password…',
    signOut: 'Sign out',
    onAir: 'You are on air. End the broadcast first.',
    recording: 'A recording is under way. Stop it first.',
  },
};

export type Words = typeof en;
