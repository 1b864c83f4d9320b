/** @import { Problem, PortalProblem as Declared } from './index.js' */

/** @implements {Declared} */
export class PortalProblem extends Error {
  /** @type {'PortalProblem'} */
  name = 'PortalProblem';

  /**
   * @param {number} status
   * @param {unknown} [body]
   */
  constructor(status, body) {
    const problem = isProblem(body) ? body : undefined;
    const detail = problem?.detail ?? `The server answered with status ${status} and without a problem document.`;
    super(detail);
    this.status = status;
    this.code = problem?.code ?? 'unknown';
    this.detail = detail;
    // Left out rather than undefined, so that a problem compares and prints as what the server sent.
    if (problem?.errors) this.errors = problem.errors;
    if (problem?.traceId) this.traceId = problem.traceId;
  }
}

/**
 * Gateways and proxies answer errors in shapes of their own; only what has our code and detail is ours.
 *
 * @param {unknown} body
 * @returns {body is Problem}
 */
function isProblem(body) {
  return typeof body === 'object' && body !== null
    && 'code' in body && typeof body.code === 'string'
    && 'detail' in body && typeof body.detail === 'string';
}
