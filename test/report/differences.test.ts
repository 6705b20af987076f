import { describe, expect, it } from 'vitest';
import { DEFAULT_CONVENTIONS } from '../../src/core/conventions.ts';
import { periodOf } from '../../src/core/period.ts';
import { withDifferences } from '../../src/report/differences.ts';
import { publish } from '../../src/report/publishing/publish.ts';
import { startTimeliness } from '../../src/report/timeliness.ts';
import { caseOf, on } from '../support/cases.ts';
import { contextOf } from '../support/contexts.ts';

const AS_OF = on('2022-12-31');
const METHOD =
  "Each group is set against all the others together by Fisher's exact test, two-sided, allowing for how many groups are looked at (Holm). It says how seldom chance alone does as much; it says nothing of the cause.";
const OF = 'Plans issued, leaving out exceptions: within 20 weeks.';

/** What is said of groups of so many plans, so many of them in time. */
function said(groups: Record<string, [inTime: number, issued: number]>, isPublic = false): string[] {
  const timeliness = startTimeliness(periodOf('2022', AS_OF), AS_OF, DEFAULT_CONVENTIONS, 'sex');
  let rows = 0;
  for (const [name, [inTime, issued]] of Object.entries(groups))
    for (let at = 0; at < issued; at++) {
      rows++;
      timeliness.add(caseOf({ received: at < inTime ? '2022-03-01' : '2021-09-01', finalPlan: '2022-06-01' }), name);
    }
  const report = withDifferences(timeliness.report(contextOf(rows, isPublic ? { publish: { threshold: 4, step: publish } } : {})));
  const section = report.sections.find(({ id }) => id === 'differences');
  return section?.kind === 'list' ? section.items : [];
}

describe('differences between groups', () => {
  it('that are larger than chance are said with both shares, once of two groups', () => {
    expect(said({ F: [160, 420], M: [300, 600] })).toEqual([
      OF,
      'F: 38.1% (160 of 420), less than the others, 50.0% (300 of 600). By chance alone a difference like this comes less than once in 1,000 times.',
      METHOD,
    ]);
  });

  it('are each against all the others where there are several, which takes more to be told', () => {
    expect(said({ A: [20, 100], B: [50, 100], C: [50, 100] })).toEqual([
      OF,
      'A: 20.0% (20 of 100), less than the others, 50.0% (100 of 200). By chance alone a difference like this comes less than once in 1,000 times.',
      'B: 50.0% (50 of 100), more than the others, 35.0% (70 of 200). By chance alone a difference like this comes less than once in 20 times.',
      'C: 50.0% (50 of 100), more than the others, 35.0% (70 of 200). By chance alone a difference like this comes less than once in 20 times.',
      METHOD,
    ]);
  });

  it('that chance makes too are none, and that is said to be no proof', () => {
    expect(said({ F: [40, 100], M: [45, 100] })).toEqual([
      OF,
      'No difference larger than chance is seen between F and M. That is no proof that there is none.',
      METHOD,
    ]);
  });

  it('cannot be told of few', () => {
    expect(said({ F: [3, 3], M: [7, 17] })).toEqual([OF, 'Between F and M the numbers are too small to tell a difference.', METHOD]);
    expect(said({ A: [30, 100], B: [30, 100], C: [1, 2] })).toEqual([
      OF,
      'No difference larger than chance is seen for A and B. That is no proof that there is none.',
      'For C the numbers are too small to tell a difference.',
      METHOD,
    ]);
  });

  it('are not looked for in those of whom the list says nothing, who are among the others all the same', () => {
    expect(said({ F: [10, 100], M: [60, 100], '': [50, 100] }).slice(1, 3)).toEqual([
      'F: 10.0% (10 of 100), less than the others, 55.0% (110 of 200). By chance alone a difference like this comes less than once in 1,000 times.',
      'M: 60.0% (60 of 100), more than the others, 30.0% (60 of 200). By chance alone a difference like this comes less than once in 1,000 times.',
    ]);
    expect(said({ F: [10, 100] })).toEqual([OF, 'There are no two groups to compare.', METHOD]);
  });

  it('are made of what is printed, and of nothing that is suppressed', () => {
    const items = said({ F: [100, 200], M: [40, 200], U: [2, 30], X: [20, 40] }, true);
    expect(items.at(-2)).toMatch(/^Of .*U.* nothing is said, as .* numbers are suppressed\.$/);
    expect(items.join(' ')).not.toMatch(/\b2 of 30\b/);
    expect(said({ F: [1, 3], M: [1, 3] }, true)).toEqual(['Nothing is said of differences, as the numbers of all together are suppressed.']);
  });
});
