import { inLanguages } from '@rostrum/ui/language';
import type { ChannelName } from './pure/channel.ts';

/** Every word of the mixer. */
export const texts = inLanguages({
  en: {
    heading: 'Sound',
    channels: {
      microphone: 'Microphone',
      secondMicrophone: 'Second microphone',
      screen: 'Sound of the screen',
      guests: 'Guests',
      file: 'File',
    } satisfies Record<ChannelName, string>,
    gain: (channel: string) => `${channel}: volume`,
    gainValue: (db: number) => `${db > 0 ? '+' : ''}${db} dB`,
    mute: (channel: string) => `Mute ${channel.toLowerCase()}`,
    delay: (channel: string) => `${channel}: held back, in milliseconds`,
    delayShort: 'ms late',
    more: 'Lip-sync delays',
    muteKey: 'Press M to mute the microphone, hold it to cover a cough.',
    muteKeyOfTwo: 'Press M to mute both microphones, hold it to cover a cough.',
    file: {
      open: 'Play a file',
      play: 'Play',
      pause: 'Pause',
      close: 'Remove',
      broken: 'This file holds no sound that can be played here.',
    },
    none: 'Nothing is plugged in.',
  },
  de: {
    heading: 'Ton',
    channels: {
      microphone: 'Mikrofon',
      secondMicrophone: 'Zweites Mikrofon',
      screen: 'Ton des Bildschirms',
      guests: 'Gäste',
      file: 'Datei',
    },
    gain: (channel) => `${channel}: Lautstärke`,
    gainValue: (db) => `${db > 0 ? '+' : ''}${db} dB`,
    mute: (channel) => `${channel} stummschalten`,
    delay: (channel) => `${channel}: verzögert, in Millisekunden`,
    delayShort: 'ms später',
    more: 'Lippensynchron einstellen',
    muteKey: 'M schaltet das Mikrofon stumm; gehalten überdeckt es ein Husten.',
    muteKeyOfTwo: 'M schaltet beide Mikrofone stumm; gehalten überdeckt es ein Husten.',
    file: {
      open: 'Datei abspielen',
      play: 'Abspielen',
      pause: 'Anhalten',
      close: 'Entfernen',
      broken: 'Diese Datei enthält keinen Ton, der sich hier abspielen lässt.',
    },
    none: 'Nichts ist angeschlossen.',
  },
});
