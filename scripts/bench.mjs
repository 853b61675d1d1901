/** `npm run bench`: measures Xenon against Chromium's own authenticator on this machine. */
import { runProgram } from './run-program.mjs';
import { asProgram } from './trouble.mjs';

await asProgram(() => runProgram('bench/main.ts'));
