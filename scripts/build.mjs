/** `npm run build`: makes dist/, exactly what is loaded unpacked and what ships. */
import { buildExtension } from './extension.mjs';
import { setUp } from './setup.mjs';
import { sizeTable } from './size-table.mjs';
import { spoken } from './step.mjs';
import { asProgram } from './trouble.mjs';

await asProgram(async () => {
  const tools = await setUp();
  const start = performance.now();
  const files = await buildExtension(tools);
  console.log(
    `${sizeTable(files)}\n\ndist/ is ready (${files.size} files, ${spoken(performance.now() - start)}).`,
  );
});
