import { ESTIMATOR } from './worker-source.mjs';

/**
 * A Makefile for the worker on a distribution's own libraries. Objects are written under another name and renamed,
 * so that a build that was killed goes on from what is whole.
 * @param {import('./worker-source.mjs').WorkerSource} source
 * @param {{ worker: string, out: string, adapters: string }} folders absolute paths
 * @returns {string}
 */
export function createMakefile({ standard, files }, { worker, out, adapters }) {
  const estimator = `${worker}/${ESTIMATOR}`;
  const flags = [
    `-std=${standard} -O3 -w -pthread`,
    '-DNDEBUG -DMS_LITTLE_ENDIAN -DMS_EXECUTABLE -DFLATBUFFERS_LOCALE_INDEPENDENT=1',
    ...[adapters, `${worker}/include`, `${out}/fbs`, `${estimator}/libwebrtc`, estimator].map(
      (folder) => `-I${folder}`,
    ),
  ];
  return [
    `CXXFLAGS := ${flags.join(' ')}`,
    'ABSEIL := $(shell pkg-config --libs absl_strings absl_optional)',
    `OBJECTS := ${files.map((file) => `${out}/${objectOf(file)}`).join(' ')}`,
    `${out}/mediasoup-worker: $(OBJECTS)`,
    '\t@g++ -s -o $@.part $^ -luv -lssl -lcrypto -lsrtp2 -lflatbuffers $(ABSEIL) -pthread',
    '\t@mv $@.part $@',
    ...['cpp', 'cc'].flatMap((ending) => [
      `${out}/%.o: ${worker}/%.${ending}`,
      '\t@mkdir -p $(dir $@)',
      '\t@g++ $(CXXFLAGS) -c $< -o $@.part',
      '\t@mv $@.part $@',
      '\t@echo compiled $<',
    ]),
    '',
  ].join('\n');
}

/** @param {string} file @returns {string} relative to the output folder */
export function objectOf(file) {
  return file.replace(/\.(cpp|cc)$/, '.o');
}
