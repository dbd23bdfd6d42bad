import type { ContentSlot, Corner, OverlayKind, SceneName } from '../../compositor/index.ts';
import type { NoBlur } from '../pure/background-blur.ts';
import type { Missing } from '../pure/filled.ts';

export const en = {
  heading: 'Scene',
  names: {
    'picture-in-picture': 'Slides and you',
    'side-by-side': 'Side by side',
    slides: 'Slides only',
    camera: 'Camera only',
    screen: 'Screen only',
    board: 'Whiteboard',
    guests: 'Guests',
  } satisfies Record<SceneName, string>,
  needs: {
    slides: 'Open slides, or share a screen or a window, to fill this scene.',
    screen: 'Share a screen or a window to fill this scene.',
    camera: 'Turn the camera on to fill this scene.',
    board: 'Open the whiteboard to fill this scene.',
    guests: 'Bring somebody on stage to fill this scene.',
  } satisfies Record<Missing, string>,

  teachFrom: 'Teach from',
  content: { slides: 'Slides', screen: 'Screen', board: 'Whiteboard' } satisfies Record<ContentSlot, string>,

  studioMode: 'Prepare before showing',
  prepared: 'Prepared',
  preparedLabel: 'The scene that you prepare. Students don’t see it yet.',
  programme: 'Programme',
  cut: 'Cut',
  fade: 'Fade',
  cutHint: 'Enter',
  fadeHint: 'Shift + Enter',

  inset: {
    label: 'Your picture: arrow keys move it, plus and minus resize it, Enter takes it to the next corner',
    resize: 'Drag to resize your picture',
    at: (across: string, down: string, percent: number) => `${down} ${across}, ${percent} % wide`,
    across: { start: 'left', middle: 'middle', end: 'right' },
    down: { start: 'top', middle: 'middle', end: 'bottom' },
  },

  keys: {
    button: 'Keys',
    heading: 'Keys for scenes',
    note: 'They never work while you type, and with a button in focus Enter presses that button.',
    list: [
      ['1 – 9', 'Choose the scene with this number'],
      ['Enter', 'Cut to the prepared scene'],
      ['Shift + Enter', 'Fade to the prepared scene'],
      ['Arrows, + and −', 'Move and resize your picture, or a source of your own scene, once it is in focus'],
    ] satisfies [key: string, what: string][],
  },

  close: 'Close',

  overlays: {
    button: 'Overlays',
    buttonWith: (count: number) => `Overlays (${count} on)`,
    heading: 'Over the picture',
    show: 'Show',
    hide: 'Hide',
    names: {
      'lower-third': 'Name banner',
      logo: 'Logo',
      timer: 'Timer',
      poll: 'Poll results',
      pause: 'Pause card',
    } satisfies Record<OverlayKind, string>,
    showOf: (name: string) => `Show: ${name}`,
    hideOf: (name: string) => `Hide: ${name}`,
    name: 'Name',
    line: 'Line under it',
    lineHint: 'Such as your subject or department',
    logoFile: 'Picture of the logo',
    logoBroken: 'This file is no picture that can be shown. Choose a PNG, JPEG, WebP or SVG file.',
    logoRemove: 'Remove the logo',
    corner: 'Corner',
    corners: {
      'top-left': 'Top left',
      'top-right': 'Top right',
      'bottom-left': 'Bottom left',
      'bottom-right': 'Bottom right',
    } satisfies Record<Corner, string>,
    timerLabel: 'Label',
    minutes: 'Minutes',
    minutesHint: 'Counts down; 0 counts up',
    stopTimer: 'Hold',
    goOnTimer: 'Go on',
    noPoll: 'Here you hide a poll’s results again, once you have shown them.',
    pauseTitle: 'Title',
    pauseNote: 'Note',
    pauseTitleAs: 'Back soon',
    pauseNoteAs: 'The lecture goes on in a few minutes.',
    pauseSound: 'The card hides the picture. Your microphone stays as it is: mute it under Sources.',
  },

  custom: {
    button: 'Own scenes',
    heading: 'Your own scenes',
    none: 'Put sources where you want them, and call the scene by a name of yours.',
    onPicture: 'In the picture too: choose the scene, then drag its sources or resize them by a corner.',
    add: 'New scene',
    full: (most: number) => `${most} scenes of your own are as many as there can be.`,
    firstName: (number: number) => `Scene ${number}`,
    name: 'Name of the scene',
    noName: 'A scene needs a name.',
    edit: 'Edit',
    editOf: (name: string) => `Edit ${name}`,
    delete: 'Delete',
    deleteOf: (name: string) => `Delete ${name}`,
    back: 'All scenes',
    addPlace: 'Add a source',
    source: 'Source',
    sources: {
      camera: 'Camera',
      slides: 'Slides',
      screen: 'Screen',
      board: 'Whiteboard',
      guests: 'Guests',
    } satisfies Record<ContentSlot | 'camera' | 'guests', string>,
    left: 'Left %',
    top: 'Top %',
    width: 'Width %',
    height: 'Height %',
    cutToFill: 'Cut to fill',
    forward: 'To the front',
    forwardOf: (source: string) => `Bring ${source} forward`,
    remove: 'Remove',
    removeOf: (source: string) => `Remove ${source}`,
    empty: 'Nothing is in this scene yet.',
    placesOf: (scene: string) => `Sources of ${scene}`,
    placeLabel: (source: string) => `${source}: arrow keys move it, plus and minus resize it`,
    placeResize: (source: string) => `Drag to resize: ${source}`,
    placeAt: (left: number, top: number, width: number, height: number) =>
      `${left} % from the left, ${top} % from the top, ${width} % wide, ${height} % high`,
  },

  picture: {
    button: 'Picture',
    heading: 'Picture',
    size: 'Size of the programme',
    sizes: { '720p': '1280 × 720', '1080p': '1920 × 1080' },
    sizeNote:
      'Counts from the next time that you open the studio. The larger one shows finer print, and needs a fast computer and twice the upload.',
    blur: 'Blur what is behind you',
    noBlur: {
      'no-camera': 'Turn your camera on under Sources: then you see here whether it can be blurred.',
      unable:
        'This camera can’t be blurred from here: neither it nor your system offers that to the studio. Look for a background blur in your system’s own camera settings (Studio Effects in Windows, Portrait under the camera sign of a Mac): what is set there counts here too. Else sit before a plain wall.',
      'held-on': 'Your system blurs it by itself. Only its own camera settings switch that off.',
    } satisfies Record<NoBlur, string>,
    blurRefused:
      'The camera didn’t do it. Close other programs that use it and try again, or set the blur in your system’s own camera settings.',
  },
};

export type Words = typeof en;
