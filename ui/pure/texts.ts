/** The words of the shared components, in one place for a later translation. */
export const texts = {
  productName: 'Rostrum',
  status: {
    connecting: 'Connecting…',
    reconnecting: 'Connecting again…',
    open: 'Connected',
    lost: 'Connection lost.',
    backIn: (seconds: number) => `Trying again in ${seconds} s.`,
    left: 'You have left the class.',
  },
  chat: {
    heading: 'Chat',
    logLabel: 'Messages',
    empty: 'No messages yet',
    emptyHint: 'Questions and remarks appear here for everyone in the class.',
    composerLabel: 'Your message',
    placeholder: 'Write to the class',
    send: 'Send',
    sending: 'sending…',
    you: 'you',
    newMessages: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
    notSent: (reason: string) => `Not sent. ${reason}`,
    tooLong: (length: number, most: number) =>
      `A message has at most ${most} characters; this one has ${length}.`,
    charactersLeft: (count: number) => (count === 1 ? '1 character left' : `${count} characters left`),
    roles: { admin: 'Admin', instructor: 'Instructor', assistant: 'Assistant' },
  },
  theme: {
    label: (now: string) => `Colours: ${now}`,
    system: 'as the system',
    light: 'light',
    dark: 'dark',
  },
  server: {
    unreachable: 'The server can’t be reached.',
    strangeAnswer: 'The server gave an answer that this page doesn’t understand.',
  },
} as const;
