import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { apiProgram, webProgram } from './build.mjs';
import { Refusal, root, say } from './console.mjs';
import { start } from './processes.mjs';

const host = '127.0.0.1';

/** The port that a variable names, or its usual one. */
export function portFrom(variable, usual) {
  const text = process.env[variable] || String(usual);
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new Refusal(`${variable} is '${text}' and has to be a port number from 1 to 65535.`);
  }
  return port;
}

export async function requireFreePort(port, variable) {
  const problem = await tryListen(port);
  if (problem === 'EACCES') {
    throw new Refusal(`Port ${port} needs more rights than you have: choose one above 1023 with ${variable}.`);
  }
  if (problem) {
    throw new Refusal(`Port ${port} is in use: stop the program that uses it, or choose another with ${variable}.`);
  }
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, host, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Starts the API and the web application, as built. `answering` resolves when both answer requests and rejects with a
 * refusal when one of them cannot; `died` resolves with a sentence when one of them ends.
 */
export function startStack({ apiPort, webPort, env = {}, quiet = false }) {
  const apiUrl = `http://${host}:${apiPort}`;
  const webUrl = `http://${host}:${webPort}`;

  const api = watched('API', 'dotnet', [apiProgram], {
    ...env,
    ASPNETCORE_URLS: apiUrl,
    Portal__SiteUrl: process.env.Portal__SiteUrl || webUrl,
    Portal__ApiUrl: process.env.Portal__ApiUrl || apiUrl,
    Logging__Console__FormatterName: 'simple',
    Logging__Console__FormatterOptions__SingleLine: 'true',
    Logging__Console__FormatterOptions__ColorBehavior: 'Disabled'
  });
  const web = watched('web application', process.execPath, [dirname(webProgram)], {
    ...env,
    HOST: host,
    PORT: String(webPort),
    ORIGIN: webUrl,
    PORTAL_API_URL: apiUrl,
    SHUTDOWN_TIMEOUT: '5'
  });

  const died = Promise.race([api, web].map((program) => program.ended.then(() => obituary(program))));
  const answering = Promise.race([
    answers(`${apiUrl}/health/ready`, api).then(() => answers(webUrl, web)),
    died.then((sentence) => Promise.reject(new Refusal(sentence)))
  ]);
  // Each may be looked at later than it happens.
  answering.catch(() => {});
  return { apiUrl, webUrl, died, answering };

  function watched(name, command, args, environment) {
    const log = join(root, '.portal/logs', `${name.replace(' ', '-').toLowerCase()}.log`);
    mkdirSync(dirname(log), { recursive: true });
    writeFileSync(log, '');
    const program = start(command, args, {
      env: environment,
      onLine(line) {
        appendFileSync(log, `${line}\n`);
        const step = /^info: \S*\.DatabaseStartup\[\d+\] (.+)$/.exec(line)?.[1];
        if (quiet) return;
        if (step) say(`  ${step}`);
        else if (/^(warn|fail|crit): /.test(line)) say(`  ${name}: ${line}`);
      }
    });
    return Object.assign(program, { name });
  }
}

function obituary({ name, lastLines }) {
  const said = lastLines.filter((line) => !/^(info|dbug|trce): /.test(line)).join('\n').trim();
  if (!said) return `The ${name} has ended unexpectedly.`;
  // One line is the sentence with which a program refuses to start; it needs no other beside it.
  return said.includes('\n') ? `${said}\nThe ${name} has ended; what it said last is above.` : said;
}

export async function answers(url, program, patience = 180_000) {
  let last = 'no answer';
  for (const started = Date.now(); Date.now() - started < patience; ) {
    try {
      const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) });
      await response.arrayBuffer();
      if (response.status < 400) return;
      last = `status ${response.status}`;
    } catch (error) {
      last = error.cause?.code ?? error.message;
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Refusal(`${program.lastLines.join('\n')}\nThe ${program.name} does not answer at ${url} (${last}); what it said last is above.`);
}

function tryListen(port) {
  return new Promise((resolve) => {
    const server = createServer().once('error', (error) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
