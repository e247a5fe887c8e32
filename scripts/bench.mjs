import {join} from 'node:path';
import {ensureBuilt} from './ensure-built.mjs';
import {root} from './project.mjs';
import {runScript} from './runtime.mjs';

// `npm run bench`: measures the built program; see docs/performance.md.
ensureBuilt();
await runScript(join(root, 'test', 'bench', 'main.ts'), process.argv.slice(2));
