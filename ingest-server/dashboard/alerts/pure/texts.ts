/** The words of alerts, but those that the server says too. */
export const texts = {
  heading: 'Open alerts',
  none: 'Nothing is wrong',
  noneText: 'What goes wrong appears here within seconds, with what it means and what to do.',
  loading: 'Asking for alerts…',
  past: 'Within the last day',
  noPast: 'Nothing was wrong within the last day.',
  severities: { bad: 'Fault', warn: 'Warning' },
  server: 'The whole server',
  since: (duration: string, clock: string) => `for ${duration}, since ${clock}`,
  lasted: (from: string, until: string, duration: string) => `${from} to ${until}, for ${duration}`,
  todo: 'What to do',
  /** Said, not shown. */
  raised: (where: string, title: string, means: string) => `${where}: ${title}. ${means}`,
  raisedMany: (count: number, where: string, title: string) =>
    `${count} new faults. The newest, ${where}: ${title}.`,
  notify: {
    ask: 'Tell me when this page is out of sight',
    on: 'You are told of new faults when this page is out of sight.',
    off: 'Don’t tell me',
    denied: 'The browser doesn’t let this page tell you: allow it notifications in the browser’s settings.',
  },
  /** Short enough for a plot's mark. */
  kinds: {
    'connections-failing': 'Connections fail',
    'no-keyframe': 'No key frame',
    silence: 'Silence',
    'black-picture': 'Black picture',
    'frozen-picture': 'Picture stands still',
    'transcoder-slow': 'Transcoder too slow',
    'transcoder-failing': 'Transcoder fails',
    'delay-high': 'Delay',
    'loss-high': 'Loss',
    'nothing-comes-in': 'Nothing comes in',
    'spool-growing': 'Storage falls behind',
    'store-failing': 'Store fails',
    'recording-stopped': 'Recording stopped',
    'disk-low': 'Disk nearly full',
    'certificate-old': 'Certificate ends',
    'event-loop-late': 'Server is late',
    'database-slow': 'Database is slow',
  },
} as const;
