/** Runs the site by itself: `--port` (8484 unless given). */
import { parseArgs } from 'node:util';
import { startRelyingParty } from './server';

const { values } = parseArgs({ options: { port: { type: 'string', default: '8484' } } });
const port = Number(values.port);

if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`--port ${values.port} is not a port number.`);
  process.exitCode = 2;
} else {
  startRelyingParty({ port }).then(
    (site) => console.log(site.url()),
    (error: Error) => {
      console.error(`The site could not start: ${error.message}`);
      process.exitCode = 1;
    },
  );
}
