/** Loaded before the program: whatever asks for the network is refused and said. */
const refuse = (what) => () => {
  process.stderr.write(`NETWORK: ${what}\n`);
  throw new Error(`the network was asked for: ${what}`);
};
require('node:net').Socket.prototype.connect = refuse('a connection');
require('node:net').Server.prototype.listen = refuse('a server');
require('node:dgram').createSocket = refuse('a datagram');
require('node:dns').lookup = refuse('a name');
globalThis.fetch = refuse('a page');
