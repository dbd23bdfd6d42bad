import type { DeviceProblem } from './own-devices.ts';

/** Every word of a student's way to the stage, in one place for a later translation. */
export const texts = {
  ready: {
    heading: 'You may be called on stage',
    text: 'Get your microphone ready now, then you are heard at once. Nobody sees or hears you before.',
    withCamera: 'Camera and microphone',
    withSound: 'Microphone only',
    asking: 'Your browser asks whether it may use them…',
    isReady: 'Ready. You will be called.',
    isReadySound: 'Ready with sound only. You will be called.',
    connecting: 'Connecting…',
  },
  call: {
    heading: 'Will you come on stage?',
    text: 'Everybody in the class will hear you, and see you if you turn on your camera.',
    withCamera: 'Yes, with camera',
    withSound: 'Yes, with sound only',
    no: 'No, thank you',
  },
  on: {
    label: 'On stage',
    heading: 'You are on stage',
    noDevices: 'Turn on your microphone to be heard.',
    mute: 'Mute',
    unmute: 'Unmute',
    cameraOff: 'Camera off',
    cameraOn: 'Camera on',
    share: 'Share screen',
    stopSharing: 'Stop sharing',
    leave: 'Back to my seat',
    heldMicrophone: 'Staff have muted you.',
    heldCamera: 'Staff have turned your camera off.',
    left: (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} left`,
    self: 'Your camera',
    connecting: 'Connecting you to the stage…',
    again: 'The connection to the stage was lost. Connecting again…',
    elsewhere: 'You are on stage from another window or device.',
    here: 'Come on stage here',
    refused: (why: string) => `You can’t be connected to the stage. ${why}`,
    tryAgain: 'Try again',
  },
  problems: {
    refused:
      'Your browser doesn’t let this page use your microphone. Allow it beside the address, then try again.',
    'none-found': 'No microphone was found. Plug one in, then try again.',
    'in-use': 'Another program is using your microphone or camera. Close it, then try again.',
    insecure: 'Browsers give camera and microphone only to pages that came over HTTPS.',
    failed: 'Your microphone could not be opened. Try again, or start the browser anew.',
  } satisfies Record<DeviceProblem, string>,
  level: 'How loud you are',
  notDone: (why: string) => `Not done. ${why}`,
} as const;
