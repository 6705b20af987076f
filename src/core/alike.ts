/** How many of what is counted stand alike: it is added one at a time and let go. */
export class Alike<T> {
  private readonly found = new Map<string, { standing: T; count: number }>();

  /** @param key the same for all that stand so, and for no other */
  add(key: string, standing: T): void {
    const found = this.found.get(key);
    if (found === undefined) this.found.set(key, { standing, count: 1 });
    else found.count++;
  }

  /** How many stand so that it holds. */
  count(holds: (standing: T) => boolean): number {
    let sum = 0;
    for (const { standing, count } of this.found.values()) if (holds(standing)) sum += count;
    return sum;
  }

  /** How many stand alike, by their key, in the order in which they were met. */
  counts(): Map<string, number> {
    return new Map([...this.found].map(([key, { count }]) => [key, count]));
  }
}
