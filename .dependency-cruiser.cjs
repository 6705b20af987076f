/** The arrows between the folders, each with its sentence. `npm run arrows` checks them. */
module.exports = {
  forbidden: [
    {
      name: 'core-is-pure',
      comment: 'The core does sums on plain values: no files, no terminal, no other layer.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { pathNot: ['^src/core/', '^node_modules/(@types/)?luxon/'] },
    },
    {
      name: 'one-door-to-luxon',
      comment: 'All calendar arithmetic goes through core/day.ts, so there is one place to test.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/core/day\\.ts$' },
      to: { path: '^node_modules/(@types/)?luxon/' },
    },
    {
      name: 'report-knows-only-core',
      comment: 'A report is data; it never reads a file or prints.',
      severity: 'error',
      from: { path: '^src/report/' },
      to: { pathNot: ['^src/report/', '^src/core/'] },
    },
    {
      name: 'render-knows-only-report',
      comment: 'Any format can show any report.',
      severity: 'error',
      from: { path: '^src/render/' },
      to: { path: ['^src/(core|input|cli)/'] },
    },
    {
      name: 'input-knows-only-core',
      comment: 'Readers make cases; they do not know what will be counted.',
      severity: 'error',
      from: { path: '^src/input/' },
      to: { path: ['^src/(report|render|cli)/', '^src/core/(measures/|measure\\.ts|cohorts\\.ts|position\\.ts)'] },
    },
    {
      name: 'files-only-at-the-edges',
      comment: 'Node itself belongs to input and cli.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/input/', '^src/cli/', '^src/build/'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'measures-are-strangers',
      comment: 'Measures share clocks and positions, never each other.',
      severity: 'error',
      from: { path: '^src/core/measures/', pathNot: '^src/core/measures/index\\.ts$' },
      to: { path: '^src/core/measures/' },
    },
    {
      name: 'no-circular',
      comment: 'A cycle means that two files are one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
