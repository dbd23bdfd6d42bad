/**
 * Something the compiler must find, and the Debian package that has it.
 * @typedef {{ kind: 'header' | 'program', name: string, package: string }} Need
 */

/** @type {readonly Need[]} */
const buildNeeds = [
  { kind: 'program', name: 'g++', package: 'g++' },
  { kind: 'program', name: 'make', package: 'make' },
  { kind: 'program', name: 'pkg-config', package: 'pkg-config' },
  { kind: 'program', name: 'flatc', package: 'flatbuffers-compiler' },
  { kind: 'header', name: 'absl/strings/match.h', package: 'libabsl-dev' },
  { kind: 'header', name: 'flatbuffers/flatbuffers.h', package: 'libflatbuffers-dev' },
  { kind: 'header', name: 'openssl/ssl.h', package: 'libssl-dev' },
  { kind: 'header', name: 'srtp2/srtp.h', package: 'libsrtp2-dev' },
  { kind: 'header', name: 'uv.h', package: 'libuv1-dev' },
];

/** @param {(need: Need) => boolean} isHere @returns {string[]} the packages of what isn't */
export function packagesOfMissing(isHere) {
  const missing = buildNeeds.filter((need) => !isHere(need)).map((need) => need.package);
  return [...new Set(missing)].sort();
}
