/** `npm run screenshots`: takes the README's pictures from the built extension. */
import { runProgram } from './run-program.mjs';
import { asProgram } from './trouble.mjs';

await asProgram(() => runProgram('browser/screenshots.ts'));
