import {ensureBuilt} from './ensure-built.mjs';
import {loader} from './project.mjs';
import {runScript} from './runtime.mjs';

// `npm run --silent medianest -- status --json`: prints nothing of its own on standard output.
ensureBuilt();
await runScript(loader, process.argv.slice(2));
