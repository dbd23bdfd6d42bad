/** The words that the whole dashboard shares; each of its parts has its own beside it. */
export const texts = {
  /** Of the browser's tab: what is open comes first, since a tab is narrow. */
  title: (place: string, openAlerts: number, institution?: string) =>
    `${openAlerts > 0 ? `(${openAlerts}) ` : ''}${place} · ${institution ?? 'Rostrum'}`,
  heading: 'Dashboard',
  skipToMain: 'Skip to the figures',
  loading: 'Asking the server…',
  upToDate: 'Up to date',
  outOfDate: 'Not up to date',
  unreachable: 'The server can’t be reached',
  unreachableText: 'This page keeps trying. The server may be stopped, or the line to it may be down.',
  stale: (age: string) => `The server can’t be reached. These figures are ${age} old.`,
  refused: (reason: string, age: string) => `The server refused: ${reason} These figures are ${age} old.`,
  draining: 'The server is being stopped: it takes no new classes.',
  notAllowed: {
    title: 'This link doesn’t open the dashboard',
    text: (reason: string) => `${reason} Open the dashboard’s link that the server printed when it started.`,
    noKey: 'The address carries no key.',
  },
  notLoaded: {
    title: 'This part of the page could not be loaded',
    text: 'The server may be away, or have been replaced by a newer one.',
    again: 'Reload the page',
  },
  places: {
    label: 'Dashboard',
    names: {
      classes: 'Classes',
      alerts: 'Alerts',
      server: 'Server',
      ended: 'Ended',
      administration: 'Administration',
      cost: 'Cost',
    },
  },
  stillOf: (classTitle: string) => `What ${classTitle} sends out`,
  unknown: '–',
  audioRung: 'audio',
  notDone: (reason: string) => `Not done. ${reason}`,
  states: { live: 'On air', idle: 'Not started', stopped: 'Stopped' },
  pausedState: 'In a pause',
  liveFor: (duration: string) => `for ${duration}`,
  stoppedAgo: (duration: string) => `${duration} ago`,
  slates: {
    away: 'Our own picture goes out: the studio is away.',
    chosen: 'Our own picture goes out: an admin chose so.',
  },
  server: {
    transcoderReady: (version: string) => `Ready (${version})`,
    transcoderMissing: 'Missing',
    ports: (count: number, ranges: string) => `${count === 1 ? 'port' : 'ports'} ${ranges}`,
  },
  problems: {
    heading: 'Needs attention',
    tones: { bad: 'Fault', warn: 'Warning' },
    transcoderMissing: (reason: string) => `No transcoder: nobody sees a picture. ${reason}`,
    mediaMissing: (reason: string) => `No WebRTC: no instructor can go on air. ${reason}`,
    broadcastFailed: 'The broadcast has failed: nobody sees a picture.',
    broadcastRestarting: 'The broadcast is starting again.',
    leftOut: (rungs: string) => `The server is too busy for all renditions: ${rungs} left out for now.`,
    nothingComesIn: 'On air, but nothing comes in from the studio.',
    loss: (percent: string) => `The studio’s line loses ${percent} of its packets.`,
    roundTrip: (ms: string) => `The studio’s line is slow: ${ms} there and back.`,
    fewFramesIn: (fps: string) => `The studio sends only ${fps} frames a second.`,
    overTcp: 'The studio comes in over TCP: its network lets no UDP through. Lost packets delay it more.',
    fewFrames: (fps: string) => `Only ${fps} frames a second go out.`,
    lateParts: (age: string) => `The newest part was ${age} old when it was finished.`,
    restarts: (count: number) =>
      count === 1
        ? 'The transcoder was started again once.'
        : `The transcoder was started again ${count} times.`,
    unrecorded: (reason: string) => `Nothing is recorded just now: ${reason}`,
  },
  alerts: {
    openCount: (count: number) => (count === 1 ? 'open alert' : 'open alerts'),
    whatToDo: 'What it means, and what to do',
  },
  /** A unit behind its number, or a number of things. */
  units: {
    megabits: 'Mbit/s',
    kilobits: 'kbit/s',
    fps: 'fps',
    bytes: ['B', 'kB', 'MB', 'GB', 'TB'],
  },
} as const;
