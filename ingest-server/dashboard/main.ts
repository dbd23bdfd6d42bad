// The admin's page: how the server and its classes are, with what is wrong first, and what an admin can do about it.
// It knows nothing of rooms, media or how the figures are made: the server tells them once a second.
import '@rostrum/ui/tokens.css';
import '@rostrum/ui/base.css';
import { applyTheme } from '@rostrum/ui';
import { mount } from 'svelte';
import App from './App.svelte';

applyTheme();

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app to mount the page in');
mount(App, { target });
