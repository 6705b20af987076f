import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/documents/**/*.test.ts'],
    // qpdf and poppler-utils are started many times.
    testTimeout: 30_000,
  },
});
