import {defineConfig} from 'vitest/config';

const project = (name: string, extra: object = {}) => ({
  test: {name, include: [`test/${name}/**/*.test.{ts,tsx}`], environment: 'node', ...extra},
});

export default defineConfig({
  test: {
    projects: [
      project('unit'),
      project('component'),
      project('contract', {fileParallelism: false, testTimeout: 120_000, hookTimeout: 180_000}),
      project('e2e', {fileParallelism: false, testTimeout: 240_000, hookTimeout: 240_000}),
    ],
  },
});
