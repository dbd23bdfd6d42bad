// What an alert says to a person: the same words on the dashboard, in a mail and to a webhook.
import type { Alert, AlertKind } from './alert.ts';

export interface AlertWords {
  /** A line, without the class's name. */
  readonly title: string;
  /** What students have of it, or may have soon. */
  readonly means: string;
  /** In this order. */
  readonly todo: readonly string[];
  /** Where the runbook says more, from the project's root. */
  readonly runbook: string;
}

type Figures = Alert['figures'];
type Words = Omit<AlertWords, 'runbook'>;

const RUNBOOK = 'docs/admin/alerts.md';

export function alertWords({ kind, figures }: Pick<Alert, 'kind' | 'figures'>): AlertWords {
  const { title, means, todo } = words[kind](figures);
  const onsets = figures['times'];
  const again = onsets === undefined ? '' : ` It has come and gone ${onsets} times within five minutes.`;
  return { title, means: `${means}${again}`, todo, runbook: `${RUNBOOK}#${kind}` };
}

const words: Readonly<Record<AlertKind, (figures: Figures) => Words>> = {
  'connections-failing': (figures) => ({
    title: `${said(figures, 'failedPct')} % of connections fail`,
    means: `Of ${said(figures, 'tried')} connections within a minute ${said(figures, 'failed')} came to nothing: students can’t get in, or fall out.`,
    todo: [
      'Open a class from outside your network: does the page come, and does it stay connected?',
      'Look at the proxy in front of the server: its limit of connections, its time limits, its log.',
      'Check that a firewall lets the WebRTC ports through, which the dashboard names.',
    ],
  }),
  'no-keyframe': (figures) => ({
    title: `No key frame for ${said(figures, 'ageS')} s`,
    means:
      'Whoever opens the page now may see nothing, and a packet that is lost breaks the picture for everyone until the next key frame.',
    todo: [
      'If an encoder sends: set its key-frame interval to 1 second.',
      'If the studio sends: restart the transcoder from the class’s page. It asks for a key frame.',
      'If it stays: ask the instructor to open the studio again. The class goes on by itself.',
    ],
  }),
  silence: (figures) => ({
    title: `Silent for ${said(figures, 'forS')} s`,
    means: 'Students hear nothing at all, not even the room.',
    todo: [
      'Ask the instructor whether the microphone is muted.',
      'Ask for a look at the level in the studio: is the right microphone chosen, and is it plugged in?',
      'If it is a planned silence, or the instructor is in a breakout room, there is nothing to do.',
    ],
  }),
  'black-picture': (figures) => ({
    title: `Black picture for ${said(figures, 'forS')} s`,
    means: 'Students see a black picture.',
    todo: [
      'Ask the instructor what the large picture in the studio shows.',
      'If it is black there too: is the camera covered or off, is the shared screen asleep?',
      'If it is not: restart the transcoder from the class’s page.',
    ],
  }),
  'frozen-picture': (figures) => ({
    title: 'The picture stands still',
    means:
      figures['forS'] === undefined
        ? 'The studio’s sound goes on but no new pictures come: students look at the last one, or at our own.'
        : `What moved in the picture has stood still for ${said(figures, 'forS')} s: a camera that hangs, or a film that was paused.`,
    todo: [
      'Ask the instructor whether a film was paused, or whether the large picture in the studio still moves.',
      'If it does not: ask for the camera to be chosen anew, or for the studio to be opened again.',
      'If it does: look at the loss and the bitrate on the class’s page. The line may carry sound only.',
    ],
  }),
  'transcoder-slow': (figures) => ({
    title: `The transcoder runs at ${said(figures, 'speedPct')} % of real time`,
    means: 'What students see comes later and later; then their pictures stop and start.',
    todo: [
      'Leave out the top rung on the class’s page.',
      'Look what else runs on the machine, and how many classes are on air.',
      'Give the machine more cores before the next lecture: the capacity page has figures.',
    ],
  }),
  'transcoder-failing': (figures) => ({
    title: 'The transcoder fails',
    means: `Students see our own picture or nothing new. It was begun anew ${times(figures, 'restarts')} in this lecture.`,
    todo: [
      'Look in the server’s log for “the transcoder ended” and what FFmpeg said.',
      'Restart the transcoder from the class’s page; leave out the top rung if it fails again.',
      'If all classes fail: check the disk, the memory and the FFmpeg that the dashboard names.',
    ],
  }),
  'delay-high': (figures) => ({
    title: `Students are ${said(figures, 'delayS')} s behind`,
    means: `One in twenty of ${said(figures, 'reporting')} players is at least so far behind the studio; the aim is 2 s.`,
    todo: [
      'Look on the class’s page whether parts come late: then it is the server, and the transcoder comes first.',
      'If they come in time: look at the server’s outgoing line and at the CDN.',
      'If only some students are behind, their own networks are slow: there is nothing to do here.',
    ],
  }),
  'loss-high': (figures) => ({
    title: `${said(figures, 'lossPct')} % of what the studio sends is lost`,
    means: 'The picture becomes coarse or stops for moments, for everyone.',
    todo: [
      'Ask the instructor to use a cable in place of Wi-Fi, and to close what else uses the line.',
      'If many studios lose at once: look at the server’s own line.',
      'The studio sends fewer bits by itself; an encoder has to be told to.',
    ],
  }),
  'nothing-comes-in': (figures) => ({
    title: 'Nothing comes from the studio',
    means: `${people(figures)} our own still picture in place of the lecture.`,
    todo: [
      'Reach the instructor another way: is the computer on, is the studio open, is there a network?',
      'Once the studio is back the class goes on by itself; nobody has to open the page again.',
      'If the lecture can’t go on: tell the class from its page, and end it.',
    ],
  }),
  'spool-growing': (figures) => ({
    title: `${said(figures, 'segments')} segments wait for the store`,
    means: `The store takes less than comes: ${said(figures, 'megabytes')} MB wait on the server’s own disk. Nothing is lost while there is room.`,
    todo: [
      'Look how much room the server’s disk has left.',
      'Look at the store: is it slow, or the line to it?',
      'Start nothing else that writes to the store until it has caught up.',
    ],
  }),
  'store-failing': (figures) => ({
    title: 'The store can’t be written',
    means: `Recordings wait on the server’s own disk (${said(figures, 'megabytes')} MB by now) and come to the store once it is back. Nothing is lost while there is room.`,
    todo: [
      'Read why on the dashboard, below storage: refused, full, or not reached?',
      'Check the bucket, its keys and the network to it; for a store in files, the disk and its rights.',
      'Look how much room the server’s disk has left.',
    ],
  }),
  'recording-stopped': () => ({
    title: 'Recording has stopped',
    means: 'Students see the lecture, but nothing of it is kept: the recording gets a gap.',
    todo: [
      'Make room on the disk of the data folder: recording stops below 1 GB.',
      'Ask the instructor to record in the studio: that recording can take the place of ours.',
      'Recording goes on by itself once it can.',
    ],
  }),
  'disk-low': (figures) => ({
    title: `${said(figures, 'freeGb')} GB left on the disk`,
    means: 'Below 1 GB recording stops; a full disk stops the log, and with it all that is said in a class.',
    todo: [
      'Delete what is not needed on that disk, or make it larger.',
      'If recordings wait there for the store: mend the store first.',
      'Shorten how long recordings are kept.',
    ],
  }),
  'certificate-old': (figures) => ({
    title: certificateTitle(figures['days']),
    means: 'When it has ended browsers refuse the page, and nobody gets in.',
    todo: [
      'Renew the certificate; find out why it was not renewed by itself.',
      'Put it and its key where ROSTRUM_TLS_CERT and ROSTRUM_TLS_KEY point: the server takes both within seconds.',
    ],
  }),
  'event-loop-late': (figures) => ({
    title: `The server answers ${said(figures, 'lateMs')} ms late`,
    means: 'It has more to do than one processor can: chat, hands and polls come late for everyone.',
    todo: [
      'Look at the processor’s load and at what else runs on the machine.',
      'Look which class has the most people: slow mode in its chat helps at once.',
      'Spread the classes over more machines before the next lecture.',
    ],
  }),
  'database-slow': (figures) => ({
    title: `The database takes ${said(figures, 'writeMs')} ms for a write`,
    means: 'What people say and do in class is acknowledged late: it looks as if their clicks went nowhere.',
    todo: [
      'Look at the database’s machine: its disk, its load, a backup that runs.',
      'If it is the one in the data folder: look at that disk, and what else writes to it.',
      'Beyond a few hundred people use a PostgreSQL server of its own.',
    ],
  }),
};

/** As it is said: whole where it is large, and a mark where it was not measured. */
function said(figures: Figures, name: string): string {
  const value = figures[name];
  if (value === undefined) return '?';
  return String(Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value));
}

function times(figures: Figures, name: string): string {
  const value = figures[name];
  return value === 1 ? 'once' : `${said(figures, name)} times`;
}

function people({ here }: Figures): string {
  if (here === undefined || here === 0) return 'Whoever comes now sees';
  return here === 1 ? 'One person sees' : `${here} people see`;
}

function certificateTitle(days: number | undefined): string {
  if (days === undefined) return 'The certificate ends soon';
  if (days < 0) return 'The certificate has ended';
  if (days < 1) return 'The certificate ends today';
  const whole = Math.floor(days);
  return `The certificate ends in ${whole === 1 ? 'one day' : `${whole} days`}`;
}
