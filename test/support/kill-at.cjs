/** Loaded before the program: the process is killed, as kill -9 does, just before (or after) the call of the file system that KILL_AT counts. */
const fs = require('node:fs');
const at = Number(process.env.KILL_AT);
let calls = 0;
for (const name of ['openSync', 'writeSync', 'fsyncSync', 'closeSync', 'renameSync', 'mkdirSync', 'rmSync']) {
  const real = fs[name];
  fs[name] = (...args) => {
    // Only what has to do with what is written.
    if (!args.some((arg) => typeof arg === 'number' || (typeof arg === 'string' && arg.includes(process.env.KILL_IN)))) return real(...args);
    calls++;
    if (calls === at) process.kill(process.pid, 'SIGKILL');
    // Half of what was to be written stands.
    if (name === 'writeSync' && calls + 1 === at) return real(args[0], args[1], args[2], Math.ceil((args[1].length - (args[2] ?? 0)) / 2));
    return real(...args);
  };
}
process.on('exit', () => process.stderr.write(`CALLS ${calls}\n`));
