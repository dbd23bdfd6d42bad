import { expect, it } from 'vitest';
import { pageRoute } from './page-route.ts';

const file = (page: string, name: string, cache = 'check') => ({ is: 'file', page, file: name, cache });
const ofClass = (code: string) => ({ ...file('viewer', 'index.html'), code });

it.each([
  ['/', file('viewer', 'index.html')],
  ['/index.html', file('viewer', 'index.html')],
  ['/c/DEMO', ofClass('DEMO')],
  ['/c/DEMO/', ofClass('DEMO')],
  ['/c/a.b', ofClass('a.b')],
  ['/c/DEMO/captions', file('viewer', 'index.html')],
  ['/c/DEMO/recordings', ofClass('DEMO')],
  ['/c/DEMO/recordings/', ofClass('DEMO')],
  ['/c/DEMO/recordings/k2_a-1', ofClass('DEMO')],
  ['/assets/main-Ab12.js', file('viewer', 'assets/main-Ab12.js', 'forever')],
  ['/favicon.svg', file('viewer', 'favicon.svg')],
  ['/dashboard', { is: 'redirect', to: '/dashboard/' }],
  ['/dashboard/', file('dashboard', 'index.html')],
  ['/dashboard/assets/main.css', file('dashboard', 'assets/main.css', 'forever')],
  ['/dashboard/c/DEMO', { is: 'nothing' }],
  ['/dashboards/', { is: 'nothing' }],
  ['/c/DEMO/more', { is: 'nothing' }],
  ['/c/DEMO/recordings/one/more', { is: 'nothing' }],
  ['/c', { is: 'nothing' }],
  ['/wp-admin', { is: 'nothing' }],
])('%s', (path, route) => {
  expect(pageRoute(path)).toEqual(route);
});
