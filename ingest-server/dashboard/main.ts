// The admin's page: how the server and its classes are, with what is wrong first. It only reads: it asks the
// overview once a second and knows nothing of rooms, media or how the figures are made.
import '@rostrum/ui/tokens.css';
import '@rostrum/ui/base.css';
import { applyTheme } from '@rostrum/ui';
import { mount } from 'svelte';
import App from './App.svelte';

applyTheme();

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app to mount the page in');
mount(App, { target });
