// The door behind the name's form. Loaded when somebody takes their time there, or needs it at once.
export { default as DoorChoices } from './DoorChoices.svelte';
export { default as DoorWords } from './DoorWords.svelte';
export { default as SignInForm } from './SignInForm.svelte';
