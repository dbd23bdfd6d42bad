/**
 * A Makefile for the worker on a distribution's own libraries. Objects are written under another name and renamed,
 * so that a build that was killed goes on from what is whole.
 * @param {import('./worker-source.mjs').WorkerSource} source
 * @param {{ worker: string, out: string, adapters: string }} folders absolute paths
 * @returns {string}
 */
export function createMakefile({ standard, files }, { worker, out, adapters }) {
  const flags = [
    `-std=${standard} -O3 -w -pthread`,
    '-DNDEBUG -DMS_LITTLE_ENDIAN -DMS_EXECUTABLE -DFLATBUFFERS_LOCALE_INDEPENDENT=1',
    // The worker's own bandwidth estimator; the other one needs abseil and a part of libwebrtc.
    '-DMS_USE_BUILTIN_BWE',
    ...[adapters, `${worker}/include`, `${out}/fbs`].map((folder) => `-I${folder}`),
  ];
  return [
    `CXXFLAGS := ${flags.join(' ')}`,
    `OBJECTS := ${files.map((file) => `${out}/${objectOf(file)}`).join(' ')}`,
    `${out}/mediasoup-worker: $(OBJECTS)`,
    '\t@g++ -s -o $@.part $^ -luv -lssl -lcrypto -lsrtp2 -lflatbuffers -pthread',
    '\t@mv $@.part $@',
    `${out}/%.o: ${worker}/%.cpp`,
    '\t@mkdir -p $(dir $@)',
    '\t@g++ $(CXXFLAGS) -c $< -o $@.part',
    '\t@mv $@.part $@',
    '\t@echo compiled $<',
    '',
  ].join('\n');
}

/** @param {string} file @returns {string} relative to the output folder */
export function objectOf(file) {
  return file.replace(/\.cpp$/, '.o');
}
