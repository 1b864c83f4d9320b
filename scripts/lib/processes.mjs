import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './console.mjs';

const windows = process.platform === 'win32';
const running = new Set();
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Programs that build for us and would otherwise stay behind to be faster next time. */
export const leaveNothingBehind = {
  MSBUILDDISABLENODEREUSE: '1',
  DOTNET_CLI_USE_MSBUILD_SERVER: '0',
  UseSharedCompilation: 'false',
  DOTNET_CLI_TELEMETRY_OPTOUT: '1',
  DOTNET_NOLOGO: '1'
};

/**
 * Starts a program in a process group of its own, so that a Ctrl-C in the terminal reaches only this script, which
 * then ends the program in its own time. Keeps the last lines of its output. A program that looks after its own children
 * is alone in being asked to end.
 */
export function start(command, args, { cwd = root, env = {}, onLine, inherit = false, ownsChildren = true } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: inherit ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    detached: !windows,
    // npm is a batch file there.
    shell: windows
  });
  const program = { command, child, ownsChildren, lastLines: [], ended: undefined };
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text) => {
      const lines = (rest + text).split(/\r?\n/);
      rest = lines.pop();
      lines.forEach(take);
    });
    stream?.on('end', () => rest && take(rest));
  }
  function take(line) {
    program.lastLines.push(line);
    if (program.lastLines.length > 60) program.lastLines.shift();
    onLine?.(line);
  }

  running.add(program);
  program.ended = new Promise((resolve) => {
    child.on('error', (error) => {
      program.lastLines.push(error.message);
      running.delete(program);
      resolve(127);
    });
    child.on('close', (code, signal) => {
      running.delete(program);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
  return program;
}

/** Runs a program to its end and gives its exit code and its last lines. */
export async function run(command, args, options) {
  const program = start(command, args, { ownsChildren: false, ...options });
  const code = await program.ended;
  return { code, lastLines: program.lastLines };
}

/** Asks a program to end, waits, and after `patience` milliseconds ends it and all that it started by force. */
export async function stop(program, patience = 25_000) {
  if (!running.has(program)) return;
  signal(program, 'SIGTERM', !program.ownsChildren);
  const force = setTimeout(() => signal(program, 'SIGKILL', true), patience);
  await program.ended;
  clearTimeout(force);
}

export const stopAll = (patience) => Promise.all([...running].map((program) => stop(program, patience)));

/** Resolves with the signal's name when somebody wants this script to end. */
export const stopRequest = new Promise((resolve) => {
  for (const name of stopSignals) process.on(name, () => resolve(name));
});

function signal({ child }, name, wholeGroup) {
  try {
    if (wholeGroup && !windows) process.kill(-child.pid, name);
    else child.kill(name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
