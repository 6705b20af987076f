import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A time zone must never matter: everything runs where the clocks change, and the sums once more where they do not. */
export default defineConfig({
  root,
  test: {
    pool: 'forks',
    projects: [
      {
        root,
        test: {
          name: 'London',
          testTimeout: 60_000,
          env: { TZ: 'Europe/London' },
          include: ['test/**/*.test.ts'],
          exclude: ['test/documents/**', 'test/package/**'],
        },
      },
      {
        root,
        test: {
          name: 'Tokyo',
          testTimeout: 60_000,
          env: { TZ: 'Asia/Tokyo' },
          include: [
            'test/core/**/*.test.ts',
            'test/input/**/*.test.ts',
            'test/report/**/*.test.ts',
            'test/render/**/*.test.ts',
            'test/invariants.test.ts',
            'test/examples.test.ts',
          ],
        },
      },
    ],
  },
});
