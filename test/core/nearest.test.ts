import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/core/nearest.ts';

describe('the nearest word', () => {
  it.each([
    ['recieved_date', ['case_id', 'received_date', 'closed_date'], 'received_date'],
    ['snapshto', ['snapshot', 'trend', 'movement'], 'snapshot'],
    ['SNAPSHOT', ['snapshot'], 'snapshot'],
    ['asof', ['as-of', 'out'], 'as-of'],
    ['formt', ['from', 'format'], 'format'],
    ['abc', ['abcd', 'abce'], 'abcd'],
    ['', ['ab'], 'ab'],
    ['ab', ['a', 'ab', 'abc'], 'ab'],
    ['cat', ['act', 'cut'], 'cut'],
  ])('to "%s" among %j is "%s"', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  it.each([
    ['three letters of a short word', 'ab', ['xyz']],
    ['more than a third of a long word', 'within-20-weeks', ['requests-refused']],
    ['three changes in a word of eight letters', 'snapshot', ['snapxyzt']],
  ])('is none at a distance of %s', (_what, word, candidates) => {
    expect(nearest(word, candidates)).toBeNull();
  });

  it('is found at a third of the letters of a long word: three of nine', () => {
    expect(nearest('abcdefghi', ['abcdefxyz'])).toBe('abcdefxyz');
    expect(nearest('abcdefghi', ['abcdewxyz'])).toBeNull();
  });

  it('among no words is none', () => {
    expect(nearest('trend', [])).toBeNull();
  });
});
