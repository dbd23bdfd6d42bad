// What an instructor tries before class: picture, microphone, speakers, network, and a rehearsal that reaches nobody.
// Is given the programme's tracks, the desk's own choices of devices and a way to ask the server; changes no scenes.
export { default as CheckDialog } from './CheckDialog.svelte';
export { texts as checkTexts } from './texts.ts';
export { Rehearsal } from './rehearsal.svelte.ts';
