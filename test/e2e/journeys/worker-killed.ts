import {expect} from 'vitest';
import type {Journey} from '../../driver/journey.ts';
import {countRunning, createService, untilRunning} from '../../driver/services.ts';

/** A worker loses its power under a service that can run nowhere else, and comes back. */
export const workerKilled: Journey = async ({console, cluster}) => {
  await createService(cluster, {
    name: 'pinned',
    image: 'app:1',
    replicas: 2,
    constraints: ['node.hostname==worker-2'],
  });
  await untilRunning(cluster, 'pinned', 2);
  console.type(':services');
  console.press('enter');
  await console.expectRow(/ pinned .* 2\/2 /, 30_000);

  await cluster.kill('worker-2');
  await console.expectRow(/nodes 4\/5/, 40_000);
  // The engine goes on calling the lost tasks running: they must be told apart.
  const row = await console.expectRow(/ pinned .* 0\/2 .*dead worker-2/, 10_000);
  expect(row).toMatch(/[✖▲]/);

  await cluster.start('worker-2');
  await console.expectRow(/nodes 5\/5/, 40_000);
  await console.expectRow(/ pinned .* 2\/2 /, 60_000);
  expect(await countRunning(cluster, 'pinned')).toBe(2);
  await console.expectNoRow(/ pinned .*dead/);
};
