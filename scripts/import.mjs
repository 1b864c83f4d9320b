// Loads a file into the database: a search answer of the live portal, or a data set as export writes it.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { spawn } from 'node:child_process';
import { apiProgram, buildApi, installPackages, requireTools } from './lib/build.mjs';
import { main, Refusal } from './lib/console.mjs';

await main(async () => {
  const file = process.argv[2];
  if (!file) throw new Refusal('Which file? Say `make import FILE=answers.json`.');
  if (!existsSync(file)) throw new Refusal(`There is no file ${resolve(file)}.`);
  await requireTools();
  await installPackages();
  await buildApi();
  // It draws on the terminal and hears its Ctrl-C itself.
  process.on('SIGINT', () => {});
  const format = /\.(ndjson|jsonl|csv)$/i.test(file) ? [] : ['--format', 'portal-search'];
  const child = spawn('dotnet', [apiProgram, 'import', ...format, file], { stdio: 'inherit' });
  for (const name of ['SIGTERM', 'SIGHUP']) process.on(name, () => child.kill('SIGTERM'));
  return new Promise((done) => child.on('close', (code) => done(code ?? 1)));
});
