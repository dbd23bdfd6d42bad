import { inLanguages } from '@rostrum/ui/language';
import type { NetworkVerdict } from './pure/network-verdict.ts';

/** Every word of the checks before class. */
export const texts = inLanguages({
  en: {
    open: 'Check before class',
    heading: 'Check before class',
    close: 'Done',
    picture: {
      heading: 'Picture',
      text: 'This is what students will see.',
      label: 'The programme',
    },
    microphone: {
      heading: 'Microphone',
      text: 'Speak as in class: the bar should reach two thirds.',
      record: 'Record 4 seconds',
      recording: 'Recording… speak now.',
      play: 'Play it back',
      playing: 'What students would hear.',
      failed: 'Nothing could be recorded. Choose another microphone, then try again.',
      none: 'No microphone is on.',
    },
    speakers: {
      heading: 'Speakers',
      text: 'You should hear two short notes.',
      play: 'Play two notes',
    },
    network: {
      heading: 'Network',
      text: 'Sends your picture and sound to the server for some seconds. Nobody sees it.',
      test: 'Test the network',
      testing: 'Measuring… about ten seconds.',
      figures: (bitrate: string, loss: string, roundTrip: string) =>
        `${bitrate} sent, ${loss} lost, ${roundTrip} to the server and back.`,
      failed: (why: string) => `The test could not begin. ${why}`,
      verdict: {
        good: 'Good: you can teach over this network.',
        tight:
          'Too narrow for a sharp picture: pause other uploads, use a cable, or choose a smaller picture.',
        lossy: 'Packets get lost: use a cable instead of Wi-Fi, or go nearer to it.',
        far: 'It gets through, with some delay: the server is far away.',
        'slow-computer': 'The network is fine; this computer is too busy. Close other programs.',
        blocked:
          'The server answers, but picture and sound don’t get through: a firewall may block its media port.',
      } satisfies Record<NetworkVerdict, string>,
    },
    rehearsal: {
      heading: 'Rehearsal',
      text: 'Everything as on air, with your own figures; nobody sees or hears it.',
      start: 'Rehearse',
      stop: 'End the rehearsal',
      on: 'Rehearsing: nobody sees or hears you.',
    },
  },
  de: {
    open: 'Vorab prüfen',
    heading: 'Vor der Veranstaltung prüfen',
    close: 'Fertig',
    picture: {
      heading: 'Bild',
      text: 'Das werden die Studierenden sehen.',
      label: 'Das Programm',
    },
    microphone: {
      heading: 'Mikrofon',
      text: 'Sprechen Sie wie in der Veranstaltung: Der Balken sollte zwei Drittel erreichen.',
      record: '4 Sekunden aufnehmen',
      recording: 'Aufnahme… sprechen Sie jetzt.',
      play: 'Anhören',
      playing: 'Das würden die Studierenden hören.',
      failed: 'Es ließ sich nichts aufnehmen. Wählen Sie ein anderes Mikrofon, und versuchen Sie es erneut.',
      none: 'Kein Mikrofon ist eingeschaltet.',
    },
    speakers: {
      heading: 'Lautsprecher',
      text: 'Sie sollten zwei kurze Töne hören.',
      play: 'Zwei Töne spielen',
    },
    network: {
      heading: 'Netz',
      text: 'Sendet Ihr Bild und Ihren Ton einige Sekunden lang an den Server. Niemand sieht es.',
      test: 'Netz prüfen',
      testing: 'Wird gemessen… etwa zehn Sekunden.',
      figures: (bitrate, loss, roundTrip) =>
        `${bitrate} gesendet, ${loss} verloren, ${roundTrip} zum Server und zurück.`,
      failed: (why) => `Die Prüfung konnte nicht beginnen. ${why}`,
      verdict: {
        good: 'Gut: Über dieses Netz können Sie lehren.',
        tight:
          'Zu schmal für ein scharfes Bild: Halten Sie andere Uploads an, verwenden Sie ein Kabel, oder wählen Sie ein kleineres Bild.',
        lossy: 'Pakete gehen verloren: Verwenden Sie ein Kabel statt WLAN, oder gehen Sie näher heran.',
        far: 'Es kommt an, mit etwas Verzögerung: Der Server ist weit weg.',
        'slow-computer':
          'Das Netz ist in Ordnung; dieser Computer ist zu beschäftigt. Schließen Sie andere Programme.',
        blocked:
          'Der Server antwortet, aber Bild und Ton kommen nicht durch: Vielleicht sperrt eine Firewall seinen Medienport.',
      },
    },
    rehearsal: {
      heading: 'Probe',
      text: 'Alles wie auf Sendung, mit Ihren eigenen Messwerten; niemand sieht oder hört es.',
      start: 'Proben',
      stop: 'Probe beenden',
      on: 'Probe: Niemand sieht oder hört Sie.',
    },
  },
});
