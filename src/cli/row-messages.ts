import { type Problem, RECORD_SET_ASIDE, SET_ASIDE, sentenceFor } from '../input/problem.ts';

/** Rows named on standard error, and warnings of one kind: enough to work with, and flat in memory. */
const MOST_SET_ASIDE = 1000;
const MOST_WARNINGS = 10;

const mostOf = (code: Problem['code']): number => (Object.hasOwn({ ...SET_ASIDE, ...RECORD_SET_ASIDE }, code) ? MOST_SET_ASIDE : MOST_WARNINGS);

/** What is said on standard error of the rows of one list. */
export class RowMessages {
  private readonly sentences: string[] = [];
  private readonly times = new Map<Problem['code'], number>();

  say(code: Problem['code'], problem: () => Problem): void {
    const times = (this.times.get(code) ?? 0) + 1;
    this.times.set(code, times);
    if (times <= mostOf(code)) this.sentences.push(sentenceFor(problem()));
  }

  /** A sentence a row, and how many were left unsaid. @param where the others are */
  all(where: string): string[] {
    const unsaid = [...this.times].filter(([code, times]) => times > mostOf(code));
    return [...this.sentences, ...unsaid.map(([code, times]) => `… and ${times - mostOf(code)} more of ${code}, ${where}.`)];
  }
}
