// Who is signed in and which class is open: signing in by password or link, the list of classes, making and changing
// one, the desk's menu for leaving it. Asks the shell, which keeps the session; knows nothing of what a class does.
export { default as AccountMenu } from './AccountMenu.svelte';
export { default as AnotherClass } from './AnotherClass.svelte';
export { default as ChooseClass } from './ChooseClass.svelte';
export { default as SignIn } from './SignIn.svelte';
export { default as SignInAgain } from './SignInAgain.svelte';
