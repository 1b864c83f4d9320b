import { realClock } from './clock.js';

/** @import { RetryOptions } from './index.js' */

const passing = new Set([429, 502, 503, 504]);
const repeatablePosts = /\/v1\/(partner\/projects\/(batch|[^/]+\/confirm)|projects\/[^/]+\/eligibility)$/;

/**
 * A fetch that sends a request again where that may help and cannot harm. Before it does, it waits as long as Retry-After
 * says, and a random while more, so that those who failed together do not come back together.
 *
 * @param {typeof globalThis.fetch} fetch
 * @param {RetryOptions} options
 * @returns {(request: Request) => Promise<Response>}
 */
export function withRetries(fetch, { attempts = 5, totalMs = 60_000, firstDelayMs = 500, maxDelayMs = 20_000, attemptMs = 100_000, clock = realClock }) {
  return async (request) => {
    if (!isRepeatable(request)) return fetch(request);
    request.signal.throwIfAborted();
    const end = clock.now() + totalMs;
    for (let attempt = 1; ; attempt++) {
      /** @type {Response | undefined} */
      let answer;
      let failure;
      // A controller of its own for each: a signal made of others can be collected as garbage while it is waited for, and then
      // ends nothing.
      const ending = new AbortController();
      const { signal } = ending;
      request.signal.addEventListener('abort', () => { ending.abort(request.signal.reason); }, { signal });
      const patience = setTimeout(() => { ending.abort(new DOMException('No answer came in time.', 'TimeoutError')); }, Math.min(attemptMs, 2 ** 31 - 1));
      try {
        answer = await wholeOf(await fetch(request.clone(), { signal }));
        if (!passing.has(answer.status)) return answer;
      } catch (error) {
        // The caller's own end is no failure of the attempt.
        request.signal.throwIfAborted();
        failure = error;
      } finally {
        clearTimeout(patience);
      }

      const wait = retryAfterOf(answer, clock) + Math.random() * Math.min(maxDelayMs, firstDelayMs * 2 ** (attempt - 1));
      if (attempt >= attempts || clock.now() + wait > end) {
        if (answer) return answer;
        throw failure;
      }
      ending.abort();
      await clock.sleep(wait, request.signal);
    }
  };
}

/**
 * Whether its arriving twice leaves the same as once. A conditional write does not: where the first was taken, the second
 * is refused.
 *
 * @param {Request} request
 */
function isRepeatable({ method, url, headers }) {
  if (method === 'GET' || method === 'HEAD') return true;
  if (headers.has('If-Match') || headers.has('If-None-Match')) return false;
  return method === 'PUT' || method === 'DELETE' || (method === 'POST' && repeatablePosts.test(new URL(url).pathname));
}

/**
 * Reads JSON to its end, so that a connection that breaks on the way counts as a failure of the attempt. Anything else may
 * be long and is left to flow.
 *
 * @param {Response} answer
 */
async function wholeOf(answer) {
  if (!answer.body || !/\bjson\b/.test(answer.headers.get('Content-Type') ?? '')) return answer;
  return new Response(await answer.arrayBuffer(), answer);
}

/**
 * @param {Response | undefined} answer
 * @param {import('./index.js').Clock} clock
 */
function retryAfterOf(answer, clock) {
  const value = answer?.headers.get('Retry-After') ?? '';
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - clock.now();
  return ms > 0 ? ms : 0;
}
