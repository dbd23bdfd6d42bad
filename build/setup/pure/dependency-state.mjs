/**
 * @typedef {{ version?: string, integrity?: string, resolved?: string, link?: boolean, optional?: boolean, devOptional?: boolean, extraneous?: boolean,
 *   dependencies?: Record<string, string>, devDependencies?: Record<string, string>,
 *   optionalDependencies?: Record<string, string>, peerDependencies?: Record<string, string> }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lock
 * @typedef {{ is: 'fresh' } | { is: 'adopt' } | { is: 'install', why: string }} DependencyState
 */

/**
 * `installed` is npm's own account of node_modules (node_modules/.package-lock.json): npm writes it last, so it is
 * missing after a killed `npm ci`. Where it agrees with the lock, an install done by hand is as good as ours.
 * @param {{ wanted: string, stamp: string | null, lock: Lock, installed: Lock | null, manifests: Record<string, LockedPackage> }} facts
 * @returns {DependencyState}
 */
export function decideDependencies({ wanted, stamp, lock, installed, manifests }) {
  if (stamp === wanted) return { is: 'fresh' };
  if (installed === null) return { is: 'install', why: 'node_modules is missing or half done' };
  const stale = Object.entries(lock.packages ?? {}).find(
    ([place, locked]) => place !== '' && !agrees(locked, installed.packages?.[place]),
  );
  if (stale) return { is: 'install', why: `${stale[0]} is not what the lock file says` };
  const drifted = Object.entries(manifests).find(
    ([folder, manifest]) => !sameWants(manifest, lock.packages?.[folder] ?? {}),
  );
  if (drifted)
    return { is: 'install', why: `${drifted[0] || 'the root'}/package.json and the lock file differ` };
  return { is: 'adopt' };
}

/** @param {LockedPackage} locked @param {LockedPackage | undefined} installed */
function agrees(locked, installed) {
  // An optional package of another system is rightly absent, and so is one that nothing asks for.
  if (!installed) return [locked.optional, locked.devOptional, locked.extraneous].includes(true);
  return locked.version === installed.version && locked.integrity === installed.integrity;
}

const wants = /** @type {const} */ ([
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
]);

/** @param {LockedPackage} manifest @param {LockedPackage} locked */
function sameWants(manifest, locked) {
  return wants.every((kind) => sameEntries(manifest[kind] ?? {}, locked[kind] ?? {}));
}

/** @param {Record<string, string>} a @param {Record<string, string>} b */
function sameEntries(a, b) {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
