// Builds what has changed, starts the API and the web application, and stops them when asked to.
import { buildApi, buildWebapp, installPackages, requireTools } from './lib/build.mjs';
import { main, Refusal, say } from './lib/console.mjs';
import { stopAll, stopRequest } from './lib/processes.mjs';
import { portFrom, requireFreePort, startStack } from './lib/stack.mjs';

const stopped = Symbol('stopped');

await main(async () => {
  const stopping = stopRequest.then(() => {
    say('\nStopping …');
    return stopped;
  });
  try {
    return await Promise.race([serve(stopping), stopping.then(() => 0)]);
  } finally {
    await stopAll();
  }
});
// Whatever may still be waiting for an answer is of no use any more.
process.exit();

async function serve(stopping) {
  const apiPort = portFrom('API_PORT', 5080);
  const webPort = portFrom('WEB_PORT', 5173);
  if (apiPort === webPort) {
    throw new Refusal(`API_PORT and WEB_PORT are both ${apiPort} and have to differ.`);
  }
  await requireFreePort(apiPort, 'API_PORT');
  await requireFreePort(webPort, 'WEB_PORT');
  await requireTools();
  await installPackages();
  await buildApi();
  await buildWebapp();

  say('Starting …');
  const stack = startStack({
    apiPort,
    webPort,
    env: { SampleData__Load: process.env.SampleData__Load ?? 'true' }
  });
  await stack.answering;
  say();
  say(`  web application  ${stack.webUrl}`);
  say(`  API              ${stack.apiUrl}`);
  say();
  say('Ctrl-C stops both.');

  const end = await Promise.race([stack.died, stopping]);
  if (end !== stopped) throw new Refusal(end);
}
