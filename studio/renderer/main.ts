// The studio's page: finds its shell, and shows the studio. What happens in it is in App.svelte and page/.
import '@rostrum/ui/tokens.css';
import '@rostrum/ui/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { findBridge } from './bridge/index.ts';
import { readPageOptions } from './page/pure/page-options.ts';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no place for the studio');

mount(App, { target, props: { bridge: findBridge(), options: readPageOptions(location.search) } });
