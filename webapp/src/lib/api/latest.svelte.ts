/** The newest of several answers that come when they come. Until one does, the one before stays. */
export function latest<T extends object>(source: () => T | Promise<T | null> | null): { readonly current: T | null } {
  const atFirst = source();
  let current = $state.raw(atFirst instanceof Promise ? null : atFirst);

  $effect(() => {
    const answer = source();
    let isNewest = true;
    if (answer instanceof Promise) {
      void answer.then((value) => {
        if (isNewest) current = value;
      });
    } else {
      current = answer;
    }
    return () => {
      isNewest = false;
    };
  });

  return {
    get current() {
      return current;
    }
  };
}
