// The student's page: get in, watch, take part. Knows the server only through @rostrum/protocol.
import '@rostrum/ui/tokens.css';
import '@rostrum/ui/base.css';
import { applyTheme } from '@rostrum/ui';
import { mount } from 'svelte';
import App from './App.svelte';
import { CaptionerWay, isCaptionerPath } from './captioner/index.ts';
import { applyKeptLanguage } from './language.svelte.ts';

applyTheme();
applyKeptLanguage();

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app to mount the page in');
mount(isCaptionerPath(location.pathname) ? CaptionerWay : App, { target });
