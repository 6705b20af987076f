// Required before the program: says at its end which packages it loaded from node_modules, and which files of dist.
process.on('exit', () => {
  const names = Object.keys(require.cache)
    .map((file) => /node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file)?.[1])
    .filter((name) => name !== undefined);
  process.stderr.write(`loaded ${[...new Set(names)].sort().join(',')}\n`);
  const files = Object.keys(require.cache)
    .map((file) => /[\\/]dist[\\/]([^\\/]+\.js)$/.exec(file)?.[1])
    .filter((name) => name !== undefined);
  process.stderr.write(`files ${files.sort().join(',')}\n`);
});
