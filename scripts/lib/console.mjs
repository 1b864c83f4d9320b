import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

// Whoever reads may go away first: a closed terminal, `| head`. The work goes on, and so does the tidying up.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

export const say = (line = '') => process.stdout.write(`${line}\n`);

/** Something that a person has to put right; its message is one sentence that says how. */
export class Refusal extends Error {}

/** Runs a script: a refusal ends it with its sentence alone, anything else is a fault of the script and shows where. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Refusal ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
}

/** Says what is being done, that it still is, and how long it took. */
export async function progress(title, work) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  say(`${title} …`);
  const reminder = setInterval(() => say(`  still at it after ${seconds()} s`), 15_000);
  try {
    const result = await work();
    say(`  done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}
