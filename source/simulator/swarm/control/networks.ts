import {ApiError} from '../../api-error.ts';
import type {Created, Filters} from '../../simulated-engine.ts';
import {type JsonObject, type JsonText, listIn, objectIn, textIn, textMapIn} from '../../wire/json.ts';
import {wireTime} from '../../wire/time.ts';
import type {ServiceRules} from '../spec/service-rules.ts';
import type {ObjectRecord, ServiceRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {matches, matchesLabels} from './filters.ts';
import {failedPrecondition, findObject} from './refs.ts';

/** Networks of the swarm, and the addresses that tasks and services get on them. */
export interface Networks {
  list(filters: Filters): readonly JsonText[];
  inspect(ref: string): JsonText;
  create(spec: unknown): Created;
  remove(ref: string): void;
  /** JSON of the attachments of a new task; empty for none. */
  attach(service: ServiceRecord): JsonText;
  /** JSON of a service's endpoint. */
  endpoint(rules: ServiceRules): JsonText;
}

interface Range {
  /** Third part of `10.0.x.0/24`. */
  readonly subnet: number;
  next: number;
}

export const createNetworks = (state: SwarmState): Networks => {
  const ranges = new Map<string, Range>();

  const add = (spec: JsonObject): ObjectRecord => {
    const name = textIn(spec['Name']);
    const network: ObjectRecord = {...state.newMeta(), name, spec, usedBy: new Set()};
    ranges.set(network.id, {subnet: ranges.size, next: 2});
    state.networks.add(network, name);
    return network;
  };
  const ingress = add({Name: 'ingress', Driver: 'overlay', Ingress: true});

  const addressOn = (network: ObjectRecord): string => {
    const range = ranges.get(network.id) ?? {subnet: 0, next: 2};
    const host = range.next;
    range.next += 1;
    // A /24 is too small for the largest swarms that are played; addresses then run on in the third part.
    return `10.${Math.floor(host / 65_536)}.${(range.subnet + Math.floor(host / 256)) % 256}.${host % 256}/24`;
  };

  const usedBy = (rules: ServiceRules): readonly ObjectRecord[] => {
    const own = rules.template.networks
      .map(target => state.networks.get(target) ?? state.networks.byName(target))
      .filter(network => network !== null);
    return rules.ports.some(({mode}) => mode === 'ingress') ? [ingress, ...own] : own;
  };

  const text = (network: ObjectRecord): JsonText => {
    network.text ??= JSON.stringify(networkObject(network, ranges.get(network.id)?.subnet ?? 0));
    return network.text;
  };

  const publish = (network: ObjectRecord, action: string) =>
    state.publish({type: 'network', action, id: network.id, attributes: {name: network.name}, nodeId: null});

  return {
    list: filters =>
      [...state.networks.values()]
        .filter(
          network =>
            matches(filters, 'id', id => network.id.startsWith(id)) &&
            matches(filters, 'name', name => network.name.includes(name)) &&
            matches(filters, 'scope', scope => scope === 'swarm') &&
            matches(filters, 'type', type => type === (network === ingress ? 'builtin' : 'custom')) &&
            matches(filters, 'driver', driver => driver === (textIn(network.spec['Driver']) || 'overlay')) &&
            matchesLabels(filters, 'label', textMapIn(network.spec['Labels'])),
        )
        .map(text),
    inspect: ref => text(findObject(state.networks, 'network', ref)),
    create(given) {
      const spec = objectIn(given);
      const name = textIn(spec['Name']);
      if (name === '') throw new ApiError(400, 'network name is required');
      if (state.networks.byName(name) !== null) {
        throw new ApiError(409, `network with name ${name} already exists`);
      }
      const network = add(spec);
      publish(network, 'create');
      return {id: network.id, warnings: []};
    },
    remove(ref) {
      const network = findObject(state.networks, 'network', ref);
      const [user] = network.usedBy;
      if (user !== undefined) {
        throw failedPrecondition(`network ${network.id} is in use by service ${user}`);
      }
      state.networks.remove(network, network.name);
      publish(network, 'remove');
    },
    attach(service) {
      const networks = usedBy(service.rules);
      if (networks.length === 0) return '';
      const parts = networks.map(
        network =>
          `{"Network":${attachedText(network, ranges.get(network.id)?.subnet ?? 0)},"Addresses":["${addressOn(network)}"]}`,
      );
      return `[${parts.join()}]`;
    },
    endpoint(rules) {
      const isVip = rules.endpointMode === 'vip' && rules.template.networks.length > 0;
      if (rules.ports.length === 0 && !isVip) return '{"Spec":{}}';
      const ports = rules.ports.map(port => ({
        Protocol: port.protocol,
        TargetPort: port.target,
        ...(port.published > 0 && {PublishedPort: port.published}),
        PublishMode: port.mode,
      }));
      const own = {Mode: rules.endpointMode, ...(ports.length > 0 && {Ports: ports})};
      return JSON.stringify({
        Spec: own,
        ...(ports.length > 0 && {Ports: ports}),
        ...(rules.endpointMode === 'vip' && {
          VirtualIPs: usedBy(rules).map(network => ({NetworkID: network.id, Addr: addressOn(network)})),
        }),
      });
    },
  };
};

const vxlan = (subnet: number) => ({'com.docker.network.driver.overlay.vxlanid_list': String(4096 + subnet)});

const networkObject = ({id, createdMs, spec}: ObjectRecord, subnet: number): object => {
  const config = listIn(objectIn(spec['IPAM'])['Config']).map(objectIn);
  const own = config[0] === undefined ? '' : textIn(config[0]['Subnet']);
  return {
    Name: textIn(spec['Name']),
    Id: id,
    Created: wireTime(createdMs),
    Scope: 'swarm',
    Driver: textIn(spec['Driver']) || 'overlay',
    EnableIPv4: true,
    EnableIPv6: spec['EnableIPv6'] === true,
    IPAM: {
      Driver: 'default',
      Options: null,
      Config: own === '' ? [{Subnet: `10.0.${subnet}.0/24`, Gateway: `10.0.${subnet}.1`}] : config,
    },
    Internal: spec['Internal'] === true,
    Attachable: spec['Attachable'] === true,
    Ingress: spec['Ingress'] === true,
    ConfigFrom: {Network: ''},
    ConfigOnly: false,
    Containers: null,
    Options: {...vxlan(subnet), ...textMapIn(spec['Options'])},
    Labels: spec['Labels'] === undefined ? null : textMapIn(spec['Labels']),
  };
};

const attachedText = ({id, version, createdMs, updatedMs, spec}: ObjectRecord, subnet: number): JsonText =>
  JSON.stringify({
    ID: id,
    Version: {Index: version},
    CreatedAt: wireTime(createdMs),
    UpdatedAt: wireTime(updatedMs),
    Spec: {
      Name: textIn(spec['Name']),
      Labels: textMapIn(spec['Labels']),
      DriverConfiguration: {Name: 'overlay'},
      ...(spec['Ingress'] === true && {Ingress: true}),
      ...(spec['Attachable'] === true && {Attachable: true}),
      Scope: 'swarm',
    },
    DriverState: {Name: 'overlay', Options: vxlan(subnet)},
  });
