import { inLanguages } from '@rostrum/ui/language';

/** Every word of a student's questions. */
export const texts = inLanguages({
  en: {
    ask: 'Ask a question',
    placeholder: 'What would you like to know?',
    anonymous: 'Without my name (staff can see it)',
    send: 'Ask',
    notDone: (reason: string) => `Not done. ${reason}`,
    none: 'No questions yet',
    noneText: 'Be the first. The others can vote for what they want to know too.',
    order: 'Order',
    orders: { votes: 'Most wanted', newest: 'Newest', oldest: 'Oldest' },
    somebody: 'Somebody',
    you: 'You',
    vote: (count: number, question: string) =>
      `I want to know this too, ${count === 1 ? '1 vote' : `${count} votes`}: ${question}`,
    answered: (name: string) => `${name} answered:`,
    answeredLive: (name: string) => `Answered by ${name} in the lecture`,
  },
  de: {
    ask: 'Eine Frage stellen',
    placeholder: 'Was möchten Sie wissen?',
    anonymous: 'Ohne meinen Namen (das Lehrteam sieht ihn)',
    send: 'Fragen',
    notDone: (reason) => `Nicht ausgeführt. ${reason}`,
    none: 'Noch keine Fragen',
    noneText: 'Stellen Sie die erste. Die anderen können für das stimmen, was sie auch wissen möchten.',
    order: 'Reihenfolge',
    orders: { votes: 'Meistgefragt', newest: 'Neueste', oldest: 'Älteste' },
    somebody: 'Jemand',
    you: 'Sie',
    vote: (count, question) =>
      `Das möchte ich auch wissen, ${count === 1 ? '1 Stimme' : `${count} Stimmen`}: ${question}`,
    answered: (name) => `Antwort von ${name}:`,
    answeredLive: (name) => `In der Veranstaltung beantwortet von ${name}`,
  },
});
