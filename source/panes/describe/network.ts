import type {Network} from '../../domain/model/index.ts';
import type {Line} from '../../ui/span.ts';
import {listAt, recordAt, textAt} from '../json.ts';
import {networkTraits} from '../networks/networks-pane.ts';
import type {Describe} from '../pane.ts';
import {field, fields, labelLines, missingLines, optional, pageTitle, section} from './page.ts';
import {timeAndAge} from './state-lines.ts';
import {usedBySection} from './used-by-section.ts';

const stateLines = (network: Network, nowMs: number): readonly Line[] =>
  section('Network', [
    field('Driver', network.driver || null),
    field('Scope', network.scope),
    field('Traits', networkTraits(network).join(', ') || {text: 'none', tone: 'muted'}),
    field('Stack', network.stack ?? {text: 'none', tone: 'muted'}),
    ...fields('Subnets', network.subnets),
    field('ID', network.id),
    field('Created', timeAndAge(network.createdAtMs, nowMs)),
  ]);

/** What the connected engine has attached: it knows the containers of its own node only. */
const attachedLines = (raw: unknown): readonly Line[] =>
  section(
    'Containers of this engine',
    Object.values(recordAt(raw, 'Containers')).map(container =>
      field(textAt(container, 'IPv4Address') || 'no address', textAt(container, 'Name')),
    ),
  );

const peerLines = (raw: unknown): readonly Line[] =>
  section(
    'Nodes that have joined it',
    listAt(raw, 'Peers').map(peer => field(textAt(peer, 'IP'), textAt(peer, 'Name'))),
  );

const gatewayLines = (raw: unknown): readonly Line[] =>
  section(
    'Addressing',
    listAt(raw, 'IPAM', 'Config').flatMap(config => [
      ...optional('Gateway', textAt(config, 'Gateway')),
      ...optional('Range', textAt(config, 'IPRange')),
    ]),
  );

/** A network: what it is, who uses it, what is attached. */
export const describeNetwork: Describe = ({object, store, raw, nowMs}) => {
  const network = store.table('networks').get(object.id);
  const options = recordAt(raw, 'Options');
  return [
    pageTitle('network', network?.name ?? object.name),
    ...(network === undefined ? [] : stateLines(network, nowMs)),
    ...(network === undefined ? [] : usedBySection('network', network.id, store)),
    ...missingLines(raw, network !== undefined),
    ...gatewayLines(raw),
    ...attachedLines(raw),
    ...peerLines(raw),
    ...labelLines('Options', options),
    ...(network === undefined ? [] : labelLines('Labels', network.labels)),
  ];
};
