import type {JsonText} from '../../wire/json.ts';
import {wireTime} from '../../wire/time.ts';
import type {NodeRecord} from '../state/records.ts';

const kinds = [
  ['bridge', 'bridge', '172.17.0.0/16', '172.17.0.1'],
  ['docker_gwbridge', 'bridge', '172.18.0.0/16', '172.18.0.1'],
  ['host', 'host', '', ''],
  ['none', 'null', '', ''],
] as const;

/** Networks that every engine has for itself; their ids come from the node's, so that they stay. */
export const localNetworks = (
  node: NodeRecord,
): readonly {readonly name: string; readonly id: string; readonly text: JsonText}[] =>
  kinds.map(([name, driver, subnet, gateway], at) => {
    const id = Buffer.from(`${at}${node.id}${node.id}`).toString('hex').slice(0, 64).padEnd(64, String(at));
    const network = {
      Name: name,
      Id: id,
      Created: wireTime(node.createdMs),
      Scope: 'local',
      Driver: driver,
      EnableIPv4: true,
      EnableIPv6: false,
      IPAM: {
        Driver: 'default',
        Options: null,
        Config: subnet === '' ? [] : [{Subnet: subnet, Gateway: gateway}],
      },
      Internal: false,
      Attachable: false,
      Ingress: false,
      ConfigFrom: {Network: ''},
      ConfigOnly: false,
      Containers: {},
      Options: {},
      Labels: {},
    };
    return {name, id, text: JSON.stringify(network)};
  });
