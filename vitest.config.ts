import {defineConfig} from 'vitest/config';

const project = (name: string, extra: object = {}) => ({
  test: {name, include: [`test/${name}/**/*.test.{ts,tsx}`], environment: 'node', ...extra},
});

export default defineConfig({
  test: {
    projects: [
      // Hundreds of made-up cases each; they take seconds on a busy machine.
      project('unit', {testTimeout: 60_000}),
      // They start processes and paint hundreds of frames with a development React; a busy machine takes seconds.
      project('component', {testTimeout: 60_000, hookTimeout: 60_000}),
      // What paints, once more with Ink's own painter (docs/decisions/0004). Every screen in every theme takes minutes
      // there; that both painters fill the same cells is what the contract tests among these hold.
      project('fallback', {
        include: ['test/component/*.test.tsx'],
        env: {MEDIANEST_RENDERER: 'ink'},
        testTimeout: 60_000,
        hookTimeout: 60_000,
      }),
      // They wait for swarms most of their time: two files at once, each with labs of its own.
      project('contract', {maxWorkers: 2, testTimeout: 120_000, hookTimeout: 180_000}),
      project('e2e', {maxWorkers: 2, testTimeout: 240_000, hookTimeout: 240_000}),
    ],
  },
});
