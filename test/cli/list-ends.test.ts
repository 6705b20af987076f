import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { DEMONSTRATION, ehcp } from '../support/program.ts';

/** The cautions of a report of the demonstration caseload, whose last date is in December 2022. */
const cautions = (...args: string[]): string[] =>
  (JSON.parse(ehcp([...args, '--format', 'json', '--quiet'], { cwd: DEMONSTRATION }).stdout) as Report).cautions.filter(
    (caution) => !caution.startsWith('Internal'),
  );

describe('a list that ends before the as-of day', () => {
  it.each([
    ['snapshot', []],
    ['due', ['--within', '4w']],
    ['movement', ['--from', '2022-12-31']],
    ['cohort', ['--period', '2022-Q1']],
    ['forecast', []],
    ['trend', ['--from', '2023-01', '--measure', 'finals']],
  ])('is told by %s, and by no more than a fortnight is not', (command, more) => {
    expect(cautions(command, '--as-of', '2023-03-31', ...more)).toEqual([
      'Nothing in cases.csv is dated in the last 13 weeks before 31 March 2023. If it was made sooner, name that day with --as-of: what happened since is not in it.',
    ]);
    expect(cautions(command, '--as-of', '2022-12-31', ...more.map((one) => one.replace('2023-01', '2022-12')))).toEqual([]);
  });

  it.each(['snapshot', 'due', 'forecast'])('that begins after it is told by %s', (command) => {
    expect(cautions(command, '--as-of', '2015-03-31')).toEqual(['Nothing in cases.csv is dated by 31 March 2015: it tells nothing of that day.']);
  });

  it('is told in a published paper too, but not how long before', () => {
    expect(cautions('snapshot', '--as-of', '2023-03-31', '--publish')).toEqual([expect.stringContaining('in the last 2 weeks before 31 March 2023.')]);
  });
});
