/** Letters of a name that say which it is. */
const TELLING = 5;

/** The candidate most like a mistyped word, by how many letters must change, or that begins with it; null where none is close. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  return byChanges(word, candidates) ?? beginning(word, candidates);
}

/** The nearest right name, or all of them. @param mark what stands round the one that was meant */
export function suggestion(word: string, names: readonly string[], mark: '' | '"' = ''): string {
  const near = nearest(word, names);
  return near === null ? `Choose one of ${names.join(', ')}.` : `Did you mean ${mark}${near}${mark}?`;
}

function beginning(word: string, candidates: readonly string[]): string | null {
  const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\d]/gu, '');
  const begun = plain(word);
  return begun.length < TELLING ? null : (candidates.find((candidate) => plain(candidate).startsWith(begun)) ?? null);
}

function byChanges(word: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let fewest = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const changes = distance(word.toLowerCase(), candidate.toLowerCase());
    if (changes < fewest) {
      best = candidate;
      fewest = changes;
    }
  }
  return best;
}

/** Levenshtein's distance: letters put in, taken out or changed. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
