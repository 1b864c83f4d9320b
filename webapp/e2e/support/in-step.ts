/** Does the same with each of them, a few at a time, and gives what comes of it in their order. */
export async function inStep<Item, Result>(items: readonly Item[], action: (item: Item) => Promise<Result>, atATime = 6): Promise<Result[]> {
  const results: Result[] = [];
  const rest = items.entries();
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      for (const [index, item] of rest) results[index] = await action(item);
    })
  );
  return results;
}
