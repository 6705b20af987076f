import { AGE_GROUPS } from '../core/age.ts';

/** What is counted of each value by which a report is split. */
export class Groups<T> {
  private readonly found = new Map<string, T>();
  private readonly start: () => T;

  /** @param start makes what a group is counted in, once its first row is met */
  constructor(start: () => T) {
    this.start = start;
  }

  of(name: string): T {
    let counted = this.found.get(name);
    if (counted === undefined) {
      counted = this.start();
      this.found.set(name, counted);
    }
    return counted;
  }

  /** By name, ages by how old, whatever the order of the rows. */
  inOrder(): [name: string, counted: T][] {
    return [...this.found].sort(([a], [b]) => AGE_GROUPS.indexOf(a) - AGE_GROUPS.indexOf(b) || (a < b ? -1 : 1));
  }
}
