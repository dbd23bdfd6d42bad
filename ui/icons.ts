// The icons that the faces use, by what they mean: only this file knows which set they come from.
export { default as FullscreenIcon } from '@lucide/svelte/icons/maximize';
export { default as LeaveFullscreenIcon } from '@lucide/svelte/icons/minimize';
export { default as PauseIcon } from '@lucide/svelte/icons/pause';
export { default as PeopleIcon } from '@lucide/svelte/icons/users';
export { default as PlayIcon } from '@lucide/svelte/icons/play';
export { default as SendIcon } from '@lucide/svelte/icons/send-horizontal';
export { default as SoundOffIcon } from '@lucide/svelte/icons/volume-x';
export { default as SoundOnIcon } from '@lucide/svelte/icons/volume-2';
export { default as ThemeDarkIcon } from '@lucide/svelte/icons/moon';
export { default as ThemeLightIcon } from '@lucide/svelte/icons/sun';
export { default as ThemeSystemIcon } from '@lucide/svelte/icons/sun-moon';
