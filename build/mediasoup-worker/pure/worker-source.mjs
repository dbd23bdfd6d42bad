// What a given version of the worker's source is made of, read from its own build descriptions.

/**
 * @typedef {object} WorkerSource
 * @property {string} standard the C++ standard, for g++'s -std=
 * @property {string[]} files relative to the worker's folder
 */

/** Where the part of libwebrtc is that estimates how much a connection carries. */
export const ESTIMATOR = 'deps/libwebrtc';

/**
 * With the part of libwebrtc: the worker's own estimator sends no feedback, and a browser that hears none lowers its
 * picture second by second until nothing is left of it.
 * @param {string} meson the text of meson.build
 * @param {string} estimator the text of the estimator's own meson.build
 * @returns {WorkerSource}
 */
export function readWorkerSource(meson, estimator) {
  const common = namesIn(/^common_sources = \[([^\]]*)\]/m, meson, 'common_sources');
  const glue = namesIn(
    /^if not get_option\('ms_use_builtin_bwe'\)\s+common_sources \+= \[([^\]]*)\]/m,
    meson,
    'common_sources for libwebrtc',
  );
  const webrtc = namesIn(/^libwebrtc_sources = \[([^\]]*)\]/m, estimator, 'libwebrtc_sources');
  return {
    standard: /'cpp_std=(c\+\+\d+)'/.exec(meson)?.[1] ?? 'c++20',
    files: [...common, ...glue, ...webrtc.map((file) => `${ESTIMATOR}/${file}`), 'src/main.cpp'],
  };
}

/** @param {RegExp} list @param {string} meson @param {string} name @returns {string[]} */
function namesIn(list, meson, name) {
  const found = list.exec(meson)?.[1];
  if (found === undefined) throw new Error(`the worker's meson.build has no list named ${name}`);
  return [...found.matchAll(/'([^']+)'/g)].map((match) => String(match[1]));
}
