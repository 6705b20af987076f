import type { Conventions } from '../core/conventions.ts';

/** What is to be said of a figure that has no rows of its own to be listed: it is projected, or made of a list beside the cases. */
export interface Described {
  id: string;
  title: string;
  /** What is counted, over what, in plain words. */
  counts(conventions: Conventions): string;
  /** The day or the dates that it speaks of, in a sentence. */
  when: string;
  /** What it rests on; null where it is plain counting. */
  source: string | null;
  examples: readonly string[];
  /** Where the rows stand that it is made of, or why there are none. */
  rows: string;
  /** Of one adviser or one matter alone: it is explained when it is named, and not listed with the others. */
  isPart?: true;
}
