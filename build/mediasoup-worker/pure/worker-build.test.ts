import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packagesOfMissing } from './libraries.mjs';
import { createMakefile, objectOf } from './makefile.mjs';
import { cacheName, prebuiltUrl, workerFile } from './names.mjs';
import { patchDtls } from './patch-dtls.mjs';
import { readWorkerSource } from './worker-source.mjs';

const meson = `project(
  'mediasoup-worker',
  default_options : ['cpp_std=c++20'],
)
common_sources = [
  'src/lib.cpp',
  'src/RTC/Router.cpp',
]
test_sources = [
  'test/src/tests.cpp',
]
if not get_option('ms_use_builtin_bwe')
  common_sources += [
    'src/DepLibWebRTC.cpp',
  ]
endif
`;
const estimator = `libwebrtc_sources = [
  'libwebrtc/api/units/timestamp.cc',
]
`;
const workerSource = new URL('../../../node_modules/mediasoup/worker/', import.meta.url);

describe('the list of the worker’s sources', () => {
  it('is read from its own build description, with its entry', () => {
    expect(readWorkerSource(meson, estimator)).toEqual({
      standard: 'c++20',
      files: [
        ...['src/lib.cpp', 'src/RTC/Router.cpp', 'src/DepLibWebRTC.cpp'],
        ...['deps/libwebrtc/libwebrtc/api/units/timestamp.cc', 'src/main.cpp'],
      ],
    });
  });

  it('is long in the version that is installed', () => {
    const read = (file: string) => readFileSync(new URL(file, workerSource), 'utf8');
    const { files, standard } = readWorkerSource(read('meson.build'), read('deps/libwebrtc/meson.build'));
    // Without it a browser is told nothing of what its connection carries.
    expect(files).toContain('src/RTC/TransportCongestionControlServer.cpp');
    expect(files.length).toBeGreaterThan(150);
    expect(standard).toMatch(/^c\+\+\d\d$/);
  });

  it('that can’t be found is said, not guessed', () => {
    expect(() => readWorkerSource('project()', estimator)).toThrow('common_sources');
    expect(() => readWorkerSource(meson, '')).toThrow('libwebrtc_sources');
  });
});

describe('the Makefile', () => {
  const source = { standard: 'c++20', files: ['src/lib.cpp', 'src/main.cpp'] };
  const text = createMakefile(source, { worker: '/w', out: '/o', adapters: '/a' });

  it('compiles every file, with the adapters before the system’s own headers', () => {
    expect(text).toContain('OBJECTS := /o/src/lib.o /o/src/main.o');
    expect(text).toContain('-std=c++20');
    expect(text).toContain('-I/a -I/w/include -I/o/fbs -I/w/deps/libwebrtc/libwebrtc -I/w/deps/libwebrtc');
    expect(text).not.toContain('BUILTIN_BWE');
  });

  it('gives an object its name only when it is whole', () => {
    expect(text).toContain('-o $@.part');
    expect(text).toContain('\t@mv $@.part $@');
    expect(objectOf('src/lib.cpp')).toBe('src/lib.o');
    expect(objectOf('deps/a.cc')).toBe('deps/a.o');
  });
});

describe('the patch for a handshake with kernel TLS', () => {
  it('tests the flag as a flag, once', () => {
    const before = 'long r = (operationType == BIO_CB_RETURN) ? ret : 1;';
    const after = 'long r = ((operationType & BIO_CB_RETURN) != 0) ? ret : 1;';
    expect(patchDtls(before)).toBe(after);
    expect(patchDtls(after)).toBe(after);
    expect(patchDtls('nothing of the kind')).toBe('nothing of the kind');
  });

  it('refuses a source that has changed under it', () => {
    expect(() => patchDtls('switch (BIO_CB_RETURN)')).toThrow('onSslBioOut');
  });

  it('fits the version that is installed', () => {
    const source = readFileSync(new URL('src/RTC/DtlsTransport.cpp', workerSource), 'utf8');
    expect(patchDtls(source)).not.toBe(source);
  });
});

describe('names', () => {
  const target = {
    version: '3.27.1',
    platform: 'linux',
    arch: 'x64',
    libc: 'gnu',
    release: '6.1.0-40',
  } as const;

  it('of the cache tell apart what can’t stand in for each other', () => {
    expect(cacheName(target)).toBe('mediasoup-worker-3.27.1-linux-x64-2');
    expect(cacheName({ ...target, libc: 'musl' })).toBe('mediasoup-worker-3.27.1-linux-x64-musl-2');
    expect(workerFile('win32')).toBe('mediasoup-worker.exe');
  });

  it('of prebuilt workers are mediasoup’s own', () => {
    const repository = 'git+https://github.com/versatica/mediasoup.git';
    expect(prebuiltUrl(target, { repository, base: undefined })).toBe(
      'https://github.com/versatica/mediasoup/releases/download/3.27.1/mediasoup-worker-3.27.1-linux-x64-kernel6.tgz',
    );
    expect(
      prebuiltUrl({ ...target, platform: 'darwin' }, { repository, base: 'https://mirror.example' }),
    ).toBe('https://mirror.example/3.27.1/mediasoup-worker-3.27.1-darwin-x64.tgz');
  });
});

it('the packages of a build are those whose headers and programs are not here', () => {
  expect(packagesOfMissing(() => true)).toEqual([]);
  expect(packagesOfMissing(({ name }) => name !== 'uv.h' && name !== 'flatc')).toEqual([
    'flatbuffers-compiler',
    'libuv1-dev',
  ]);
});
