import { error } from '@sveltejs/kit';
import { browser } from '$app/environment';
import { PortalProblem } from '@portal/client';

export type Failure = 'refused' | 'unavailable';

/** Why a request failed, as far as the reader is concerned: the question was wrong, or nobody answered. */
export function failureOf(problem: unknown): Failure {
  return problem instanceof PortalProblem && problem.status < 500 && problem.status !== 429 ? 'refused' : 'unavailable';
}

/** Whether it failed because the reader's device has no connection. */
export function isOffline(): boolean {
  return browser && !navigator.onLine;
}

/** Turns a failed request into the page that says so, with the status that fits. */
export function showErrorPage(problem: unknown): never {
  if (problem instanceof PortalProblem) {
    // A key that cannot be read is a page that does not exist.
    const status = problem.status === 400 ? 404 : problem.status;
    error(status < 500 ? status : 503, { message: problem.detail, code: problem.code });
  }
  error(503, { message: 'The data is not available at the moment.', code: 'unreachable' });
}
