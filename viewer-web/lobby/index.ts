// Before a class begins, and later where something is amiss: when it begins, whether one hears it, and whether one
// would be heard. Opens devices for this page alone, and sends nothing anywhere.
export { default as CheckDialog } from './CheckDialog.svelte';
export { default as Lobby } from './Lobby.svelte';
