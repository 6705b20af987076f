import { describe, expect, it } from 'vitest';
import type { DfeRow } from '../../src/core/dfe-measures.ts';
import { changesInWords } from '../../src/report/benchmark-areas.ts';

const row = (year: string, number: string, name: string, code = ''): DfeRow => ({
  year,
  level: 'authority',
  code,
  number,
  name,
  region: { code: '', name: '' },
  line: 2,
  shares: {},
});

describe('changes of authorities, in words', () => {
  it('are those of the years and authorities of the files', () => {
    expect(changesInWords([row('2024', '373', 'Sheffield', 'E08000019'), row('2025', '373', 'Sheffield', 'E08000039')])).toEqual([
      'On 1 April 2025 the codes changed of Barnsley from E08000016 to E08000038 and Sheffield from E08000019 to E08000039 (The Barnsley and Sheffield (Boundary Change) Order 2024): the same authorities.',
      'Number 373 stands in the files under E08000019 in 2024 and E08000039 in 2025: it is taken for one authority, Sheffield.',
    ]);
    expect(changesInWords([row('2023', '373', 'Sheffield'), row('2024', '373', 'Sheffield')])).toEqual([]);
    expect(changesInWords([row('2019', '801', 'Bristol, City of'), row('2025', '801', 'Bristol, City of')])).toEqual([]);
  });

  it('name an authority that DfE names otherwise in other years', () => {
    expect(changesInWords([row('2019', '301', 'Barking & Dagenham'), row('2020', '301', 'Barking and Dagenham')])).toEqual([
      'Number 301 stands in the files under Barking & Dagenham in 2019 and Barking and Dagenham in 2020: it is taken for one authority.',
    ]);
  });
});
