import { inLanguages } from '@rostrum/ui/language';
import type { Screen } from './pure/screen.ts';

/** Those that the page begins with are in first-texts.ts. */
type TextlessScreen = 'clear' | 'press-to-play' | 'connecting' | 'starting';
type ScreenTexts = Record<Exclude<Screen, TextlessScreen>, { title: string; text?: string }>;

const screens: ScreenTexts = {
  'not-started': {
    title: 'The lecture has not started.',
    text: 'It will appear here by itself.',
  },
  lobby: {
    title: 'The lecture begins soon.',
    text: 'You are in the right place: it will appear here by itself.',
  },
  paused: {
    title: 'The lecture is paused.',
    text: 'It goes on here by itself.',
  },
  buffering: { title: 'Waiting for the picture…' },
  retrying: {
    title: 'The picture isn’t arriving.',
    text: 'Trying again by itself. The chat goes on.',
  },
  'instructor-lost': {
    title: 'The instructor’s connection was lost; waiting…',
    text: 'The lecture goes on here as soon as they are back.',
  },
  'broadcast-failed': {
    title: 'The broadcast was interrupted at the server.',
    text: 'The lecture goes on here as soon as it is mended.',
  },
  'server-restarted': {
    title: 'The server was restarted; waiting for the instructor…',
    text: 'The lecture goes on here as soon as they are back.',
  },
  ended: {
    title: 'The lecture has ended.',
    text: 'The chat stays open. If it goes on, it appears here by itself.',
  },
  unsupported: {
    title: 'This browser can’t play the lecture.',
    text: 'A current Chrome, Edge, Firefox or Safari can. The chat works here all the same.',
  },
  broken: {
    title: 'The picture can’t be played.',
    text: 'Reloading the page usually mends it. You stay in the class.',
  },
};

const germanScreens: ScreenTexts = {
  'not-started': {
    title: 'Die Veranstaltung hat noch nicht begonnen.',
    text: 'Sie erscheint hier von selbst.',
  },
  lobby: {
    title: 'Die Veranstaltung beginnt gleich.',
    text: 'Sie sind hier richtig: sie erscheint von selbst.',
  },
  paused: {
    title: 'Die Veranstaltung ist unterbrochen.',
    text: 'Sie geht hier von selbst weiter.',
  },
  buffering: { title: 'Warten auf das Bild…' },
  retrying: {
    title: 'Das Bild kommt nicht an.',
    text: 'Es wird von selbst weiter versucht. Der Chat geht weiter.',
  },
  'instructor-lost': {
    title: 'Die Verbindung der Lehrperson ist abgerissen; wir warten…',
    text: 'Es geht hier weiter, sobald sie zurück ist.',
  },
  'broadcast-failed': {
    title: 'Die Übertragung wurde am Server unterbrochen.',
    text: 'Es geht hier weiter, sobald das behoben ist.',
  },
  'server-restarted': {
    title: 'Der Server wurde neu gestartet; wir warten auf die Lehrperson…',
    text: 'Es geht hier weiter, sobald sie zurück ist.',
  },
  ended: {
    title: 'Die Veranstaltung ist zu Ende.',
    text: 'Der Chat bleibt offen. Geht sie weiter, erscheint sie hier von selbst.',
  },
  unsupported: {
    title: 'Dieser Browser kann die Veranstaltung nicht abspielen.',
    text: 'Ein aktueller Chrome, Edge, Firefox oder Safari kann es. Der Chat geht hier trotzdem.',
  },
  broken: {
    title: 'Das Bild lässt sich nicht abspielen.',
    text: 'Meist hilft es, die Seite neu zu laden. Sie bleiben in der Veranstaltung.',
  },
};

/** What is said over and under the picture; the rest comes with what it belongs to. */
export const texts = inLanguages({
  en: {
    live: 'Live',
    delay: (seconds: string) => `${seconds} s behind`,
    delayLong: (time: string) => `${time} behind`,
    delayTitle: 'How far this picture is behind the instructor',
    goLive: 'Go to live',
    play: 'Play',
    pause: 'Pause',
    mute: 'Mute',
    unmute: 'Turn sound on',
    soundBlocked: 'Turn sound on',
    volume: 'Volume',
    fullscreen: 'Full screen',
    leaveFullscreen: 'Leave full screen',
    pressToPlay: 'Press to play',
    reload: 'Reload the page',
    soundOnly: {
      title: 'Sound only',
      text: 'The picture isn’t loaded, which saves data.',
      leave: 'Show the picture',
      again: 'Picture again',
      take: 'Sound only, saves data',
    },
    screens,
  },
  de: {
    live: 'Live-Bild',
    delay: (seconds) => `${seconds} s zurück`,
    delayLong: (time) => `${time} zurück`,
    delayTitle: 'Wie weit dieses Bild hinter der Lehrperson zurück ist',
    goLive: 'Zum Live-Bild',
    play: 'Abspielen',
    pause: 'Anhalten',
    mute: 'Stumm',
    unmute: 'Ton einschalten',
    soundBlocked: 'Ton einschalten',
    volume: 'Lautstärke',
    fullscreen: 'Ganzer Bildschirm',
    leaveFullscreen: 'Ganzen Bildschirm verlassen',
    pressToPlay: 'Zum Abspielen drücken',
    reload: 'Seite neu laden',
    soundOnly: {
      title: 'Nur Ton',
      text: 'Das Bild wird nicht geladen; das spart Daten.',
      leave: 'Bild zeigen',
      again: 'Wieder mit Bild',
      take: 'Nur Ton, spart Daten',
    },
    screens: germanScreens,
  },
});
