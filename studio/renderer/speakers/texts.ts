import { inLanguages } from '@rostrum/ui/language';

/** Every word of the choice of speakers. */
export const texts = inLanguages({
  en: {
    label: 'You hear the studio through',
    system: 'What your system has chosen',
    numbered: (number: number) => `Speakers ${number}`,
    unplugged: 'Not plugged in just now',
    away: 'Your speakers are unplugged: your system’s own play until they are back.',
    failed: 'Nothing can be played through these speakers: your system’s own play. Choose others.',
  },
  de: {
    label: 'Sie hören das Studio über',
    system: 'Was Ihr System gewählt hat',
    numbered: (number) => `Lautsprecher ${number}`,
    unplugged: 'Gerade nicht angeschlossen',
    away: 'Ihre Lautsprecher sind nicht angeschlossen: Bis sie wieder da sind, spielen die des Systems.',
    failed: 'Über diese Lautsprecher lässt sich nichts spielen: Die des Systems spielen. Wählen Sie andere.',
  },
});
