import { lstatSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isAbandoned } from './pure/lock-state.mjs';

const HEARTBEAT_MS = 2_000;
const LOOK_AGAIN_MS = 300;
/** What has just gone may be back at once. */
const GONE_MS = 20;

/**
 * Two set-ups at once (a start in one terminal, the tests in another) would pull folders away from under each other.
 * @template T @param {string} file @param {(holder: import('./pure/lock-state.mjs').Holder) => void} onWait @param {() => Promise<T>} act @returns {Promise<T>}
 */
export async function withLock(file, onWait, act) {
  mkdirSync(path.dirname(file), { recursive: true });
  let told = false;
  while (!take(file)) {
    const holder = readHolder(file);
    if (holder === 'gone') {
      await wait(GONE_MS);
      continue;
    }
    const ageMs = Date.now() - holder.touchedAt;
    if (isAbandoned({ alive: holder.process === null || isAlive(holder.process), ageMs })) {
      rmSync(file, { force: true, recursive: true });
      continue;
    }
    // 0: taken this instant, its holder's number not written yet.
    if (!told && holder.process !== 0) {
      onWait({ file, process: holder.process });
      told = true;
    }
    await wait(LOOK_AGAIN_MS);
  }
  const heart = setInterval(() => touch(file), HEARTBEAT_MS);
  heart.unref();
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await act();
  } finally {
    clearInterval(heart);
    process.off('exit', release);
    release();
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} file @returns {{ process: number | null, touchedAt: number } | 'gone'} process: null when it can't be read */
function readHolder(file) {
  const touchedAt = lstatSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (touchedAt === undefined) return 'gone';
  try {
    return { process: Number(readFileSync(file, 'utf8')), touchedAt };
  } catch {
    return { process: null, touchedAt };
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (!pid) return true; // Taken this instant, its number not written yet.
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {string} file */
function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Somebody took it for abandoned while this machine slept; what we do stays right, only no longer alone.
  }
}
