// The decks of slides that this computer keeps: file, notes, and the page where each was left. Knows nothing of PDF,
// nor of who is shown a page.
export { deckHandlers } from './deck-handlers.ts';
