// Required before the program: says at its end how much memory it took at most.
process.on('exit', () => process.stderr.write(`kb=${process.resourceUsage().maxRSS}`));
