export type PageRoute =
  | { is: 'file'; page: 'viewer' | 'dashboard'; file: string; cache: 'forever' | 'check' }
  | { is: 'redirect'; to: string }
  | { is: 'nothing' };

/** A class, its recordings, one of them, and where its captions are typed. */
const isOfClass = /^c\/[^/]+(?:\/captions|\/recordings(?:\/[^/]+)?)?\/?$/;

/** Which file of which built page answers this path. Vite names what is in assets/ after its content. */
export function pageRoute(path: string): PageRoute {
  if (path === '/dashboard') return { is: 'redirect', to: '/dashboard/' };
  const page = path.startsWith('/dashboard/') ? 'dashboard' : 'viewer';
  const inside = page === 'dashboard' ? path.slice('/dashboard/'.length) : path.slice(1);
  if (isApplicationPath(page, inside)) return { is: 'file', page, file: 'index.html', cache: 'check' };
  // A dot in the last part means a file; every other address is nobody's.
  if (!/\.[A-Za-z0-9]+$/.test(inside)) return { is: 'nothing' };
  return { is: 'file', page, file: inside, cache: inside.startsWith('assets/') ? 'forever' : 'check' };
}

function isApplicationPath(page: 'viewer' | 'dashboard', inside: string): boolean {
  return inside === '' || inside === 'index.html' || (page === 'viewer' && isOfClass.test(inside));
}
