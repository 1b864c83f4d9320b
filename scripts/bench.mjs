// Makes the data that is missing, measures the portal on it, and fails where a budget is not kept.
// usage: node scripts/bench.mjs [--quick] [--only part …] | --plans [path …]    PROJECTS=100000 measures on another size
import { benchProgram, buildBench, buildWebapp, installPackages, requireTools } from './lib/build.mjs';
import { requireChromium } from './lib/chromium.mjs';
import { main, Refusal, say } from './lib/console.mjs';
import { run, stopAll, stopRequest } from './lib/processes.mjs';

/** Growth is measured between these, with as many projects open in both. */
const growth = { few: 10_000, many: 1_000_000, open: 5_000 };

const verbs = { '--quick': quick, '--plans': plans };

await main(async () => {
  const options = process.argv.slice(2);
  const verb = verbs[options[0]] ?? full;
  const rest = verb === full ? options : options.slice(1);
  if (verb !== plans && rest.length > 0 && rest[0] !== '--only') throw new Refusal(`There is no ${rest[0]}: use --quick, --only with parts, --plans or nothing.`);
  try {
    await requireTools();
    await installPackages();
    await buildBench();
    return await Promise.race([verb(...rest), stopRequest.then((name) => Promise.reject(new Refusal(`Stopped by ${name}.`)))]);
  } finally {
    await stopAll();
  }
});
process.exit();

async function full(...parts) {
  const projects = size(growth.many);
  await generate(projects);
  // Another size has nothing to grow from.
  if (projects !== growth.many || (parts.length > 0 && !parts.includes('growth'))) return measure('--projects', projects, ...parts);
  await generate(growth.few, growth.open);
  await generate(growth.many, growth.open);
  return measure('--projects', projects, '--growth', growth.few, growth.many, growth.open, ...parts);
}

async function quick(...parts) {
  const projects = size(growth.few);
  await generate(projects);
  return measure('--projects', projects, '--quick', ...parts);
}

async function measure(...args) {
  if (!args.includes('--only') || args.includes('pages')) await prepareBrowser();
  return bench('measure', ...args);
}

/** Without Chromium everything else is measured all the same, and the line of the pages fails. */
async function prepareBrowser() {
  await buildWebapp();
  try {
    await requireChromium();
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    say(problem.message);
  }
}

async function plans(...paths) {
  const projects = size(growth.many);
  await generate(projects);
  return bench('plans', '--projects', projects, ...paths);
}

async function generate(projects, open) {
  say(`Data: ${projects.toLocaleString('en')} projects${open ? `, ${open.toLocaleString('en')} of them open` : ''}`);
  const code = await bench('generate', '--projects', projects, ...(open ? ['--open', open] : []));
  if (code !== 0) throw new Refusal('The data could not be made, see above.');
}

async function bench(...args) {
  // It stops the servers that it started, when it is told to end as well.
  const { code } = await run('dotnet', [benchProgram, ...args.map(String)], { inherit: true });
  return code;
}

function size(usual) {
  const text = process.env.PROJECTS || String(usual);
  if (!/^[1-9]\d{2,6}$/.test(text)) throw new Refusal(`PROJECTS is '${text}' and has to be a number from 100 to 9999999.`);
  return Number(text);
}
