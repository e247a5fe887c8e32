import {ensureBuilt} from './ensure-built.mjs';
import {buildImage} from './image/build-image.mjs';
import {fail} from './project.mjs';

// `npm run image -- REF [--push]`: the image of the agent and the controller, made of what this machine has; nothing is
// pulled. Through the engine that DOCKER_HOST names.
const words = process.argv.slice(2);
const [reference, ...more] = words.filter(word => word !== '--push');
if (reference === undefined || more.length > 0 || reference.startsWith('-'))
  fail('usage: npm run image -- REF [--push], e.g. REF registry.example/medianest:1');
ensureBuilt();
try {
  await buildImage(reference, {
    push: words.includes('--push'),
    say: text => process.stdout.write(`${text}\n`),
  });
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
