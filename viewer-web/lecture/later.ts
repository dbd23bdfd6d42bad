// Being in the class, beside watching it. Loaded behind the first picture, or at once where there is none to wait for.
export { default as AboveFacts } from './AboveFacts.svelte';
export { default as Attendance } from './Attendance.svelte';
export { default as BelowFacts } from './BelowFacts.svelte';
export { ClassLife } from './class-life.ts';
export { default as ClassSide } from './ClassSide.svelte';
export { default as HeaderTools } from './HeaderTools.svelte';
export { default as PeopleHere } from './PeopleHere.svelte';
export { default as Reactions } from './Reactions.svelte';
export { default as RoomHere } from './RoomHere.svelte';
export { default as TurnedAwayWords } from './TurnedAwayWords.svelte';
