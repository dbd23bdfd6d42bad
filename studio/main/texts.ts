/** Every word that the desktop shell says itself. */
export const texts = {
  title: 'Rostrum Studio',
  onAir: 'Rostrum Studio: on air',
  offAir: 'Rostrum Studio: not on air',
  show: 'Show the studio',
  leave: {
    message: 'You are on air, or your recording is not on the disk yet.',
    detail: 'If you leave now, the programme stops for everyone, and what is not on the disk is lost.',
    stay: 'Stay',
    go: 'Leave',
  },
  linkOnAir: 'You are on air. End the broadcast, then open the link of the other class.',
  crashed: (reason: string) =>
    `The studio’s page has stopped twice (${reason}). What was recorded is kept. Close other programs, and start the studio again.`,
  update: {
    message: 'A new version of the studio is ready.',
    now: 'Restart now',
    later: 'At the next start',
  },
  cantStart: (why: string) => `The studio can't start: ${why}`,
} as const;
