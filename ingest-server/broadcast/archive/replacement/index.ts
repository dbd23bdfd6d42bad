// What is sent to take a recording's place: owns the file on its way here, its segments until they are the recording,
// and what they replaced until that is gone. Must not know who sends it, nor how the recording is watched.
export { Replacements } from './replacements.ts';
