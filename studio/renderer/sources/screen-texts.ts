export const texts = {
  title: 'What do you want to share?',
  screens: 'Screens',
  windows: 'Windows',
  looking: 'Looking for screens and windows…',
  none: 'There is no screen or window to share. Open what you want to show, then look again.',
  again: 'Look again',
  withSound: 'With the sound of this computer',
  share: 'Share',
  cancel: 'Cancel',
  gone: 'This window was closed meanwhile. Choose another one.',
  failed: 'The screens can’t be listed just now. Look again.',
  notAllowed: {
    denied:
      'macOS doesn’t let the studio see the screen. Open the system’s settings, switch “Rostrum Studio” on under “Screen & System Audio Recording”, then start the studio again: macOS asks for that.',
    restricted:
      'This computer is managed by somebody who has switched off sharing the screen. Ask them, or show your slides as a PDF instead.',
  },
  openSettings: 'Open the system’s settings',
} as const;
