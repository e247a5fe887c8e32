import {join} from 'node:path';
import {ensureBuilt} from './ensure-built.mjs';
import {root} from './project.mjs';
import {runScript} from './runtime.mjs';

// `npm run docs:frames`: draws docs/frames from the real console on a real swarm.
ensureBuilt();
await runScript(join(root, 'scripts', 'frames', 'main.ts'), process.argv.slice(2));
