import {expect, test} from 'vitest';
import {socketPaths} from '../../../../source/simulator/demo/socket-paths.ts';

test('the first manager has the path that was asked for, two others stand beside it', () => {
  expect(socketPaths('/tmp/demo.sock', 5)).toEqual([
    '/tmp/demo.sock',
    '/tmp/demo-2.sock',
    '/tmp/demo-3.sock',
  ]);
  expect(socketPaths('/tmp/a.b/demo', 2)).toEqual(['/tmp/a.b/demo', '/tmp/a.b/demo-2']);
  expect(socketPaths('demo.sock', 1)).toEqual(['demo.sock']);
});
