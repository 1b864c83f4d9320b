/** Long enough that quick typing asks once, short enough that nobody waits for it. */
const pauseInMilliseconds = 120;

export interface Completer {
  /** Something was typed: asks for its completions after a short pause. */
  type(text: string): void;
  /** Nothing more is wanted: neither what is asked for nor what is about to be. */
  stop(): void;
}

/**
 * Asks for completions while somebody types. Only the answer to what was typed last is shown; one that comes late is
 * dropped, and after a failure there are none.
 */
export function createCompleter<T>(
  ask: (text: string, signal: AbortSignal) => Promise<readonly T[]>,
  show: (completions: readonly T[], hasFailed: boolean) => void
): Completer {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | undefined;

  function stop() {
    clearTimeout(waiting);
    asked?.abort();
  }

  async function complete(text: string) {
    const { signal } = (asked = new AbortController());
    const completions = await ask(text, signal).catch(() => null);
    if (!signal.aborted) show(completions ?? [], completions === null);
  }

  return {
    type(text) {
      stop();
      const wanted = text.trim();
      // One letter completes to anything.
      if (wanted.length < 2) show([], false);
      else waiting = setTimeout(() => void complete(wanted), pauseInMilliseconds);
    },
    stop
  };
}
