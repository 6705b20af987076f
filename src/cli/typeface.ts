import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILES = { regular: 'SourceSans3-Regular.ttf', semibold: 'SourceSans3-SemiBold.ttf' } as const;

/** The typeface that documents embed; it travels with the package, beside the built program's folder. */
export function typeface(weight: keyof typeof FILES): Uint8Array {
  return readFileSync(join(__dirname, '..', 'src', 'render', 'pdf', 'fonts', FILES[weight]));
}
