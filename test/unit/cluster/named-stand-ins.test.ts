import {describe, expect, it} from 'vitest';
import {namedStandIns} from '../../../source/cluster/named-stand-ins.ts';

describe('stand-ins named in the settings', () => {
  it('belong to the context and say where they come from', () => {
    const found = namedStandIns('prod', ['ssh://root@m2', 'unix:///run/m3.sock'], {});
    expect(found.map(({context, host, why}) => ({context, host, why}))).toEqual([
      {context: 'prod', host: 'ssh://root@m2', why: 'a stand-in named in the settings'},
      {context: 'prod', host: 'unix:///run/m3.sock', why: 'a stand-in named in the settings'},
    ]);
  });

  it('are used without those that cannot be understood', () => {
    expect(namedStandIns('prod', ['tcp://:::', 'ssh://root@m2'], {}).map(each => each.host)).toEqual([
      'ssh://root@m2',
    ]);
  });
});
