/** Why a camera, microphone or screen gives nothing; each has its own words and its own way out. */
export type DeviceProblem = 'refused' | 'none-found' | 'in-use' | 'ended' | 'failed';

/** By the name of the exception that getUserMedia or getDisplayMedia ended with. */
export function deviceProblemOf(exceptionName: string): DeviceProblem {
  switch (exceptionName) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'refused';
    case 'NotFoundError':
    case 'OverconstrainedError':
    case 'DevicesNotFoundError':
      return 'none-found';
    case 'NotReadableError':
    case 'AbortError':
    case 'TrackStartError':
      return 'in-use';
    default:
      return 'failed';
  }
}
