import {expect, test} from 'vitest';
import {demoNote} from '../../../source/app/demo/demo-note.ts';

const hosts = ['unix:///tmp/demo/engine.sock', 'unix:///tmp/demo/engine-2.sock'];

test('a simulated swarm is told as one, on each of its managers, with the way to a real one', () => {
  for (const host of hosts) {
    expect(demoNote({hosts, reason: null}, host)).toMatch(/^simulated swarm · .*--host ssh:/);
  }
});

test('it says why nobody asked for it', () => {
  expect(demoNote({hosts, reason: 'no engine answers here'}, hosts[0] ?? '')).toMatch(
    /^no engine answers here; simulated/,
  );
});

test('a real swarm that the console was switched to is never told as a simulated one', () => {
  expect(demoNote({hosts, reason: null}, 'tcp://10.0.0.1:2376')).toBeNull();
  expect(demoNote(null, hosts[0] ?? '')).toBeNull();
});
