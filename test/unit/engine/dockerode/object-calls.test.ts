import {describe, expect, it} from 'vitest';
import {objectCalls} from '../../../../source/engine/dockerode/object-calls.ts';
import {aWire} from '../../../builders/fake-wire.ts';

const pinned = <Question>(question: Question): Question => question;

describe('calls that make and remove objects', () => {
  it('send the contents of a secret in the body, and nothing of them in the address', async () => {
    const wire = aWire({'/secrets/create': {ID: 'secret-id'}});
    const spec = {Name: 'pw', Data: 'aHVudGVyMg=='};
    expect(await objectCalls(wire, pinned).createObject('secret', spec)).toEqual({
      id: 'secret-id',
      warnings: [],
    });
    expect(wire.asked).toEqual([
      {
        operation: 'create secret',
        target: 'secret pw',
        method: 'POST',
        path: '/secrets/create',
        body: spec,
        signal: undefined,
      },
    ]);
  });

  it('know the id of a network and the name of a volume, and pass warnings on', async () => {
    const wire = aWire({
      '/networks/create': {Id: 'net-id', Warning: 'mind the gap'},
      '/volumes/create': {Name: 'data', Driver: 'local'},
    });
    const calls = objectCalls(wire, pinned);
    expect(await calls.createObject('network', {Name: 'back'})).toEqual({
      id: 'net-id',
      warnings: ['mind the gap'],
    });
    expect(await calls.createObject('volume', {Name: 'data'})).toEqual({id: 'data', warnings: []});
  });

  it('remove by an address of which a name cannot break out', async () => {
    const wire = aWire({'/volumes/a%2Fb': ''});
    await objectCalls(wire, pinned).removeObject('volume', 'a/b');
    expect(wire.asked[0]).toMatchObject({method: 'DELETE', path: '/volumes/a%2Fb'});
  });
});
