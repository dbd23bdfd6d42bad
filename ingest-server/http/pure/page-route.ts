export type PageRoute =
  | { is: 'file'; page: 'viewer' | 'dashboard'; file: string; cache: 'forever' | 'check'; code?: string }
  | { is: 'redirect'; to: string }
  | { is: 'nothing' };

/** A class, its recordings, one of them, and where its captions are typed; the last begins with a sign-in. */
const ofClass = /^c\/([^/]+)(?:(\/captions)|\/recordings(?:\/[^/]+)?)?\/?$/;

/**
 * Which file of which built page answers this path, and which class’s page it is, by the code as it stands there. Vite
 * names what is in assets/ after its content.
 */
export function pageRoute(path: string): PageRoute {
  if (path === '/dashboard') return { is: 'redirect', to: '/dashboard/' };
  const page = path.startsWith('/dashboard/') ? 'dashboard' : 'viewer';
  const inside = page === 'dashboard' ? path.slice('/dashboard/'.length) : path.slice(1);
  const isFirst = inside === '' || inside === 'index.html';
  const [isOfClass, code, isCaptions] = (page === 'viewer' && ofClass.exec(inside)) || [];
  if (isFirst || isOfClass !== undefined) {
    const named = code === undefined || isCaptions !== undefined ? {} : { code };
    return { is: 'file', page, file: 'index.html', cache: 'check', ...named };
  }
  // A dot in the last part means a file; every other address is nobody's.
  if (!/\.[A-Za-z0-9]+$/.test(inside)) return { is: 'nothing' };
  return { is: 'file', page, file: inside, cache: inside.startsWith('assets/') ? 'forever' : 'check' };
}
