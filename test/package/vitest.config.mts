import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Packs the project and installs it in an empty folder: needs the package registry, and so stands apart from the other tests. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['test/package/**/*.test.ts'], env: { TZ: 'Europe/London' }, testTimeout: 300_000, hookTimeout: 300_000 },
});
