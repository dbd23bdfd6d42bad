import { numberText } from '@rostrum/ui/language';
import type { HealthAdvice } from '../publisher/pure/publish-health.ts';
import type { DeviceProblem } from '@rostrum/ui/device-problem';
import type { SecondNotice } from '../page/pure/second-microphone.ts';
import type { RefusedBy } from '../page/pure/refused-by.ts';
import type { Voice } from '../page/pure/voice.ts';

export const en = {
  title: (classTitle: string | undefined) =>
    classTitle ? `${classTitle} · Rostrum Studio` : 'Rostrum Studio',
  studio: 'Studio',
  skip: 'Skip to the broadcast controls',
  people: (count: number) => (count === 1 ? '1 person here' : `${count} people here`),
  onAir: 'On air',

  shellAway: {
    title: 'The studio isn’t running',
    text: 'This page talks to a small program on this computer, and it doesn’t answer. Start the studio again and open the link that it prints.',
    again: 'Try again',
    unreadable: 'The studio’s program gave an answer that this page can’t read. Load this page anew.',
  },
  cantCompose: {
    title: 'This browser can’t be a studio',
    text: 'It has no way to compose video. Use the desktop app, or a current Chrome or Edge.',
  },

  hands: {
    heading: 'Hands',
    none: 'No hands are up.',
    lower: 'Lower',
    lowerOf: (name: string) => `Lower the hand of ${name}`,
    lowerAll: 'Lower all',
    waited: (time: string) => `waiting ${time}`,
    notDone: (why: string) => `Not done. ${why}`,
  },

  preview: {
    label: 'The programme, as students will see it',
    failed: (reason: string) => `The picture stopped (${reason}). Reload this page to go on.`,
    reload: 'Reload',
  },
  card: {
    untitled: 'Welcome',
    note: 'The lecture will go on here in a moment.',
  },

  tools: {
    heading: 'Tools',
    names: { sources: 'Sources', sound: 'Sound', slides: 'Slides', board: 'Whiteboard' },
  },
  brokeOff: (count: number) =>
    count === 1
      ? 'A recording on this computer broke off.'
      : `${count} recordings on this computer broke off.`,
  recover: 'Look at it',
  signedOut: {
    onAir: (why: string) =>
      `${why} Students see a still picture until you have signed in again; then the lecture goes on where you are. A recording on this computer goes on meanwhile.`,
    recording: (why: string) =>
      `${why} The recording goes on; chat and people are away until you have signed in again.`,
  },

  sources: {
    heading: 'Sources',
    camera: 'Camera',
    microphone: 'Microphone',
    screen: 'Slides or screen',
    turnOn: 'Turn on',
    turnOff: 'Turn off',
    mute: 'Mute',
    unmute: 'Unmute',
    muted: 'Muted: students hear nothing.',
    elsewhere: 'Only the breakout room hears you.',
    share: 'Share a screen',
    stopSharing: 'Stop sharing',
    hideNotice: 'Hide this',
    shared: 'Shared.',
    sharedScreen: 'A whole screen is shared. Students see everything on it.',
    sharedWindow: 'A window is shared.',
    sharedTab: 'A browser tab is shared.',
    notShared: 'A window or a whole screen, with your slides.',
    askingCamera: 'Your browser asks whether it may use the camera.',
    askingMicrophone: 'Your browser asks whether it may use the microphone.',
    askingScreen: 'Choose what to share.',
    off: 'Off.',
    again: 'Try again',
    level: 'Loudness',
    microphoneLevel: 'Loudness of the microphone',
    demoTitle: 'Demonstration',
    demo: 'The camera, the slides and the voice are made by this page.',
    cameraStalled:
      'The camera gives no picture: another program may have taken it, or its cover is closed. It goes on by itself.',
    cameraFrozen:
      'The camera’s picture stands still: the camera may hang, or be covered. Open it anew, or choose another one.',
    reopenCamera: 'Open the camera anew',
    microphoneStalled: 'The microphone gives no sound: another program or a switch on it may have muted it.',
    standIn: {
      camera: (label: string) => `The camera is unplugged: ${label} stands in until it is back.`,
      microphone: (label: string) => `The microphone is unplugged: ${label} stands in until it is back.`,
    },
    cameraProblem: {
      refused:
        'The camera isn’t allowed. Allow it beside the page’s address, then try again. You can go on with slides alone.',
      'none-found': 'No camera found. Plug one in and it appears here; slides and sound work without.',
      'in-use': 'Another program uses the camera. Close it there, then try again.',
      ended: 'The camera was unplugged. Plug it in and it comes back.',
      failed: 'The camera can’t be opened. Try again, or choose another one.',
    } satisfies Record<DeviceProblem, string>,
    microphoneProblem: {
      refused:
        'The microphone isn’t allowed: students would hear nothing. Allow it beside the page’s address, then try again.',
      'none-found': 'No microphone found: students would hear nothing. Plug one in and it appears here.',
      'in-use': 'Another program uses the microphone. Close it there, then try again.',
      ended: 'The microphone was unplugged. Plug it in and it comes back.',
      failed: 'The microphone can’t be opened. Try again, or choose another one.',
    } satisfies Record<DeviceProblem, string>,
    cameraRefused: {
      system:
        'The camera isn’t allowed. Switch “Rostrum Studio” on in the system’s settings, then try again. You can go on with slides alone.',
      manager:
        'The camera isn’t allowed: whoever manages this computer has switched it off. Ask them. You can go on with slides alone.',
      unknown:
        'The camera isn’t allowed. Look in your system’s settings whether “Rostrum Studio” may use it, then try again. You can go on with slides alone.',
    } satisfies Record<Exclude<RefusedBy, 'browser'>, string>,
    microphoneRefused: {
      system:
        'The microphone isn’t allowed: students would hear nothing. Switch “Rostrum Studio” on in the system’s settings, then try again.',
      manager:
        'The microphone isn’t allowed: students would hear nothing. Whoever manages this computer has switched it off. Ask them.',
      unknown:
        'The microphone isn’t allowed: students would hear nothing. Look in your system’s settings whether “Rostrum Studio” may use it, then try again.',
    } satisfies Record<Exclude<RefusedBy, 'browser'>, string>,
    openSettings: 'Open the system’s settings',
    screenProblem: {
      refused:
        'Nothing is shared. If you did choose a screen, allow screen recording in your system’s settings.',
      'none-found': 'There is no screen to share.',
      // What the desktop app answers where the system has no picker.
      'in-use':
        'The system gives no screen to share. Allow screen recording in its settings, then try again.',
      ended:
        'The screen is shared no longer: your browser or your system ended it, or the shared window was closed.',
      failed: 'The screen can’t be shared. Try again.',
    } satisfies Record<DeviceProblem, string>,
    second: {
      label: 'Second microphone',
      add: 'Add a second microphone',
      remove: 'Remove the second microphone',
      noOther: 'Plug in another microphone, and you can add it as a second one.',
      unplugged: 'The second microphone is unplugged. Plug it in and it comes back.',
      taken: 'The second microphone is your first one just now, and heard only as that.',
      stalled: 'The second microphone gives no sound: another program or a switch on it may have muted it.',
      refused: 'The second microphone isn’t allowed. Allow it as you did the first one, then try again.',
      'in-use': 'Another program uses the second microphone. Close it there, then try again.',
      failed: 'The second microphone can’t be opened. Try again, or choose another one.',
    } satisfies Record<SecondNotice | 'label' | 'add' | 'remove' | 'noOther', string>,
    loudness: { silent: 'Silent', quiet: 'Quiet', good: 'Good', loud: 'Too loud' },
    soundSuspended: 'Your browser holds the sound back until you click.',
    startSound: 'Start the sound',
  },

  air: {
    notRecorded:
      'Nothing is recorded just now: the server’s disk takes no more. Students see and hear you all the same. Tell your admin.',
    heading: 'Broadcast',
    go: 'Go on air',
    going: 'Going on air…',
    cancel: 'Cancel',
    end: 'End broadcast',
    ready: 'Only you see the picture until you go on air.',
    encoder: 'On air from an encoder',
    unseen: 'Waiting for the picture to reach students…',
    live: {
      heard: 'Students see and hear you.',
      muted: 'Students see you, but hear nothing: you are muted.',
      elsewhere: 'Students see you, but don’t hear you: you are in a breakout room.',
      none: 'Students see the picture, but don’t hear you: no microphone is on.',
    } satisfies Record<Voice, string>,
    serverAway: 'Waiting for the server. You can go on air as soon as it is there.',
    notGettingThrough:
      'The server answers, but picture and sound don’t get through. A firewall may block its media port; trying on.',
    lost: 'The connection broke off. You come back on air by yourself, as soon as it holds.',
    signedOut: 'Nothing gets through while you are signed out. Sign in again, and you come back on air.',
    failed: (why: string) => `Not on air. ${why}`,
    confirmTitle: 'End the broadcast?',
    confirmText: 'The programme stops for everyone. You can go on air again later.',
    confirmEnd: 'End broadcast',
    confirmKeep: 'Stay on air',
    takeOverTitle: 'Take over from the encoder?',
    takeOverText: 'Students see and hear this studio then, and the encoder is sent away.',
    takeOverKeep: 'Leave the encoder on air',
  },

  health: {
    heading: 'How it gets through',
    bitrate: 'Sent',
    roundTrip: 'Round trip',
    loss: 'Lost',
    frames: 'Pictures',
    perSecond: (frames: number) => `${Math.round(frames)} per second`,
    ms: (ms: number) => `${Math.round(ms)} ms`,
    percent: (pct: number) => `${numberText(pct, pct < 10 ? 1 : 0)} %`,
    composing: 'Composing',
    each: (ms: number) => `${numberText(ms, 1)} ms each`,
    unknown: '–',
    advice: {
      good: 'Good',
      'nothing-sent': 'Nothing gets out',
      'slow-computer': 'Computer too slow: close other programs',
      lossy: 'Packets get lost: use a cable instead of Wi-Fi',
      'slow-network': 'Network too slow: pause other uploads',
      'far-away': 'The server is far away: expect more delay',
    } satisfies Record<HealthAdvice, string>,
  },
};

export type Words = typeof en;
