// Owns what is said in a class as text: who writes it down, a person or a program, and where it is read again.
// Must not know how captions are shown or sent: the broadcast places them beside the picture.
export { ClassCaptions } from './captions.ts';
export { type SpeechTaps, createSpeechTaps } from './speech-taps.ts';
