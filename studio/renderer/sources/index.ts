// Where pictures and sound come from: camera, microphone and shared screen, each a state that a person can be told.
// Gives tracks; knows nothing of scenes, mixing or going on air.
export {
  askForCamera,
  askForMicrophone,
  askForScreen,
  askForVeryMicrophone,
  listDevices,
  watchDevices,
} from './browser-devices.ts';
export { CapturedSource } from './captured-source.ts';
export type { AskForStream, SourceState } from './captured-source.ts';
export { afterPlugged, isStandIn, ownIdOf } from './pure/device-turn.ts';
export type { DeviceFacts } from './pure/device-turn.ts';
export type { MicrophoneFor } from './pure/microphone-treatment.ts';
export type { Device, DeviceList } from './pure/device-list.ts';
export type { DeviceProblem } from '@rostrum/ui/device-problem';
