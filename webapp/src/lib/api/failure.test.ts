import { PortalProblem } from '@portal/client';
import { describe, expect, it } from 'vitest';
import { failureOf, showErrorPage } from './failure';

const problem = (status: number) => new PortalProblem(status, { code: 'someCode', detail: 'Some words.' });

describe('why a request failed', () => {
  it('is the question, or that nobody answered', () => {
    expect(failureOf(problem(400))).toBe('refused');
    expect(failureOf(problem(429))).toBe('unavailable');
    expect(failureOf(problem(500))).toBe('unavailable');
    expect(failureOf(new TypeError('fetch failed'))).toBe('unavailable');
  });
});

describe('the page that says so', () => {
  it.each([
    [400, 404],
    [404, 404],
    [410, 410],
    [429, 429],
    [500, 503]
  ])('for an answer of %i has status %i', (answered, shown) => {
    expect(() => showErrorPage(problem(answered))).toThrow(expect.objectContaining({ status: shown }));
  });

  it('has status 503 where no answer came', () => {
    expect(() => showErrorPage(new TypeError('fetch failed'))).toThrow(expect.objectContaining({ status: 503 }));
  });
});
