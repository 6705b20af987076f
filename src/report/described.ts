import type { Conventions } from '../core/conventions.ts';

/** What is to be said of a figure whose rows no command lists one by one. */
export interface Described {
  id: string;
  title: string;
  /** What is counted, over what, in plain words. */
  counts(conventions: Conventions): string;
  /** What it rests on; null where it is plain counting. */
  source: string | null;
  /** The day or the dates that it speaks of, in a sentence. */
  when: string;
  /** Of one adviser or one matter alone: it is explained when it is named, and not listed with the others. */
  isPart?: true;
  /** What reports it. */
  command: string;
}
