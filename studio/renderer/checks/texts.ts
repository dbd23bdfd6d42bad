import type { NetworkVerdict } from './pure/network-verdict.ts';

/** Every word of the checks before class. */
export const texts = {
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
      tight: 'Too narrow for a sharp picture: pause other uploads, use a cable, or choose a smaller picture.',
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
} as const;
