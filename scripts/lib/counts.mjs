import { existsSync, readFileSync } from 'node:fs';

/** How many tests a suite passed, failed and skipped, from the report that its runner wrote; null without one. */
export const countsFrom = {
  /** xunit -result-trx */
  trx(file) {
    if (!existsSync(file)) return null;
    const outcomes = [...readFileSync(file, 'utf8').matchAll(/<UnitTestResult\b[^>]*\boutcome="(\w+)"/g)].map(([, outcome]) => outcome);
    const passed = outcomes.filter((outcome) => outcome === 'Passed').length;
    const skipped = outcomes.filter((outcome) => outcome === 'NotExecuted').length;
    return { passed, failed: outcomes.length - passed - skipped, skipped };
  },

  /** vitest --reporter=json */
  vitest(file) {
    const report = json(file);
    return report && { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + report.numTodoTests };
  },

  /** playwright --reporter=json */
  playwright(file) {
    const stats = json(file)?.stats;
    // A flaky test failed first and passed when tried again.
    return stats ? { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped } : null;
  }
};

const json = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);
