import { readyToRead } from '../../src/input/rows.ts';

// For tests that open lists themselves, without waiting for what irregular rows need.
await readyToRead({ hasQuotes: true });
