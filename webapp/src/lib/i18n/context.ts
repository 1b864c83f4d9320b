import { getContext, setContext } from 'svelte';
import type { Translator } from './translator';

const key = Symbol('translator');

export function provideTranslator(translator: () => Translator): void {
  setContext(key, translator);
}

/** The reader's language. It changes with a full page load only, so a component may take it apart. */
export function useTranslator(): Translator {
  return getContext<() => Translator>(key)();
}
