import {describe, expect, it} from 'vitest';
import {findEndpoints} from '../../../../source/engine/discovery/find-endpoints.ts';
import {standIns} from '../../../../source/engine/discovery/stand-ins.ts';
import {aMachine} from '../../../builders/surroundings.ts';

const managers = [
  {address: '10.0.0.1:2377'},
  {address: '10.0.0.2:2377'},
  {address: '[fd00::3]:2377'},
  {address: '0.0.0.0:2377'},
  {address: ''},
];
const from = (host: string) => standIns(findEndpoints({hosts: [host]}, aMachine())[0], managers);

describe('stand-ins for a manager', () => {
  it('have the same port on the addresses of the other managers', () => {
    expect(from('tcp://10.0.0.1:2375').map(({host}) => host)).toEqual([
      'tcp://10.0.0.2:2375',
      'tcp://[fd00::3]:2375',
    ]);
  });

  it('have the same user and port over ssh', () => {
    expect(from('ssh://ann@10.0.0.1:2222').map(({transport}) => transport)).toEqual([
      {kind: 'ssh', user: 'ann', host: '10.0.0.2', port: 2222},
      {kind: 'ssh', user: 'ann', host: 'fd00::3', port: 2222},
    ]);
  });

  it('cannot be had from a socket', () => {
    expect(from('unix:///var/run/docker.sock')).toEqual([]);
  });
});
