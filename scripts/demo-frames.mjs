import {join} from 'node:path';
import {ensureBuilt} from './ensure-built.mjs';
import {root} from './project.mjs';
import {runScript} from './runtime.mjs';

// `npm run docs:demo`: draws the animated picture of the demo from the real console on its simulated swarm.
ensureBuilt();
await runScript(join(root, 'scripts', 'frames', 'demo.ts'), process.argv.slice(2));
