import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCompleter } from './completer';

/** Answers when told to, in any order. */
function slowAsking() {
  const answers = new Map<string, (completions: string[]) => void>();
  const failures = new Map<string, () => void>();
  const signals = new Map<string, AbortSignal>();
  const ask = vi.fn((text: string, signal: AbortSignal) => {
    signals.set(text, signal);
    return new Promise<string[]>((resolve, reject) => {
      answers.set(text, resolve);
      failures.set(text, () => reject(new Error('no answer')));
    });
  });
  return { ask, answers, failures, signals };
}

describe('completing what is typed', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('asks once after a pause, for what was typed last', async () => {
    const { ask } = slowAsking();
    const { type } = createCompleter(ask, () => {});
    for (const text of ['ga', 'gar', ' gard ']) type(text);
    await vi.advanceTimersByTimeAsync(119);
    expect(ask).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(ask.mock.calls.map(([text]) => text)).toEqual(['gard']);
  });

  it('drops an answer that comes after something else was typed', async () => {
    const { ask, answers, signals } = slowAsking();
    const shown: (readonly string[])[] = [];
    const { type } = createCompleter(ask, (completions) => shown.push(completions));
    type('ga');
    await vi.advanceTimersByTimeAsync(120);
    type('gar');
    await vi.advanceTimersByTimeAsync(120);
    expect(signals.get('ga')?.aborted).toBe(true);

    answers.get('gar')?.(['Gardens']);
    answers.get('ga')?.(['Galway']);
    await vi.advanceTimersByTimeAsync(0);
    expect(shown).toEqual([['Gardens']]);
  });

  it('shows nothing any more when it is stopped', async () => {
    const { ask, answers } = slowAsking();
    const show = vi.fn();
    const { type, stop } = createCompleter(ask, show);
    type('gar');
    await vi.advanceTimersByTimeAsync(120);
    stop();
    answers.get('gar')?.(['Gardens']);
    await vi.advanceTimersByTimeAsync(0);
    type('gard');
    stop();
    await vi.advanceTimersByTimeAsync(500);
    expect(show).not.toHaveBeenCalled();
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('shows none where the asking fails, says so, and goes on', async () => {
    const { ask, answers, failures } = slowAsking();
    const shown: [readonly string[], boolean][] = [];
    const { type } = createCompleter(ask, (completions, hasFailed) => shown.push([completions, hasFailed]));
    type('gar');
    await vi.advanceTimersByTimeAsync(120);
    failures.get('gar')?.();
    await vi.advanceTimersByTimeAsync(0);
    type('gard');
    await vi.advanceTimersByTimeAsync(120);
    answers.get('gard')?.(['Gardens']);
    await vi.advanceTimersByTimeAsync(0);
    expect(shown).toEqual([
      [[], true],
      [['Gardens'], false]
    ]);
  });

  it('asks nothing for a single letter', async () => {
    const { ask } = slowAsking();
    const shown: (readonly string[])[] = [];
    const { type } = createCompleter(ask, (completions) => shown.push(completions));
    type('ga');
    type('g ');
    await vi.advanceTimersByTimeAsync(500);
    expect(ask).not.toHaveBeenCalled();
    expect(shown).toEqual([[]]);
  });
});
