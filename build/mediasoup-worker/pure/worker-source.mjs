// What a given version of the worker's source is made of, read from its own build description.

/**
 * @typedef {object} WorkerSource
 * @property {string} standard the C++ standard, for g++'s -std=
 * @property {string[]} files relative to the worker's folder
 */

/** @param {string} meson the text of meson.build @returns {WorkerSource} */
export function readWorkerSource(meson) {
  const list = /^common_sources = \[([^\]]*)\]/m.exec(meson)?.[1];
  if (list === undefined) throw new Error("the worker's meson.build has no list named common_sources");
  const common = [...list.matchAll(/'([^']+)'/g)].map((match) => String(match[1]));
  return {
    standard: /'cpp_std=(c\+\+\d+)'/.exec(meson)?.[1] ?? 'c++20',
    files: [...common, 'src/main.cpp'],
  };
}
