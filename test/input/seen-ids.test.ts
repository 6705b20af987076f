import { describe, expect, it } from 'vitest';
import { SeenIds } from '../../src/input/seen-ids.ts';

function seenIn(ids: readonly string[], hashOf?: (id: string) => number): boolean[] {
  const seen = new SeenIds((position) => ids[position] ?? '', ids.length, hashOf);
  return ids.map((id, position) => seen.isRepeat(id, position));
}

describe('the case ids seen', () => {
  it('repeat where an earlier row has the same id, however many rows lie between', () => {
    const ids = Array.from({ length: 30_000 }, (_, at) => `EHC-${at % 20_000}`);
    expect(seenIn(ids)).toEqual(ids.map((_, at) => at >= 20_000));
  });

  it('never repeat because their hashes collide', () => {
    const ids = ['a', 'b', 'c', 'a', 'd', 'b'];
    expect(seenIn(ids, () => 7)).toEqual([false, false, false, true, false, true]);
    const many = Array.from({ length: 5000 }, (_, at) => `id ${at}`);
    expect(seenIn(many, (id) => id.length).filter(Boolean)).toEqual([]);
  });

  it('are compared as written: case and inner blanks matter', () => {
    expect(seenIn(['A1', 'a1', 'A 1', 'A1'])).toEqual([false, false, false, true]);
  });
});
