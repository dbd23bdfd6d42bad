// The whiteboard: what is drawn, by whom and together, and for a studio as pictures for the programme. The class's own
// and those of breakout rooms. Knows the class's gateway, and nothing of scenes, devices or the rest of a page.
// Comes with Yjs, which is large: a student's page brings it in when somebody opens the board.
export { BoardDocument, isOverPage } from './document.ts';
export { type PageContent, PageLayer } from './page-layer.ts';
export { default as Whiteboard } from './Whiteboard.svelte';
