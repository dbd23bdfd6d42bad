// The slides: PDF files opened, kept, turned by keys and clickers, drawn for the programme, and told to the class.
// Gives pictures and commands; knows nothing of scenes, nor of how anything reaches a student.
export { DeckShelf } from './deck-shelf.ts';
export { default as PageCanvas } from './PageCanvas.svelte';
export { default as PresenterView } from './PresenterView.svelte';
export { default as SlideKeys } from './SlideKeys.svelte';
export { SlideShow } from './slide-show.svelte.ts';
export type { SlideShowOptions } from './slide-show.svelte.ts';
export { default as Slides } from './Slides.svelte';
