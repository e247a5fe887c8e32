import type {JsonText} from '../../wire/json.ts';
import {wireTime} from '../../wire/time.ts';
import type {Meta, NodeRecord, ObjectRecord, ServiceRecord, TaskRecord} from './records.ts';
import {rankOf} from './task-states.ts';

/** The swarm's certificate authority, as far as anybody shows it: these are no certificates. */
export const tlsInfo = {
  TrustRoot: '-----BEGIN CERTIFICATE-----\nc2ltdWxhdGVk\n-----END CERTIFICATE-----\n',
  CertIssuerSubject: 'MBMxETAPBgNVBAMTCHN3YXJtLWNh',
  CertIssuerPublicKey: 'c2ltdWxhdGVk',
};

const quoted = (text: string): string => JSON.stringify(text);

const head = (record: Meta, idName = 'ID'): string =>
  `{"${idName}":"${record.id}","Version":{"Index":${record.version}},"CreatedAt":"${wireTime(record.createdMs, record.createdMs % 997)}","UpdatedAt":"${wireTime(record.updatedMs, record.version)}"`;

/**
 * Fields stand in the engine's order; those that it leaves out when empty are left out. Joined rather than added up:
 * a text that is added up stays a tree of its parts, which takes twice the memory and is flattened by every list.
 */
export const taskText = (task: TaskRecord): JsonText => {
  task.text ??= [
    head(task),
    ',"Labels":{},"Spec":',
    task.template.text,
    `,"ServiceID":"${task.service.id}"`,
    task.slot.number === 0 ? '' : `,"Slot":${task.slot.number}`,
    task.node === null ? '' : `,"NodeID":"${task.node.id}"`,
    ',"Status":',
    statusText(task),
    `,"DesiredState":"${task.desired}"`,
    task.attachments === '' ? '' : `,"NetworksAttachments":${task.attachments}`,
    task.jobIteration === null ? '' : `,"JobIteration":${indexText(task.jobIteration)}`,
    ',"Volumes":null}',
  ].join('');
  return task.text;
};

const indexText = (index: number) => (index === 0 ? '{}' : `{"Index":${index}}`);

const statusText = (task: TaskRecord): string =>
  `{"Timestamp":"${wireTime(task.statusMs, task.version)}","State":"${task.state}","Message":${quoted(task.message)}${
    task.err === '' ? '' : `,"Err":${quoted(task.err)}`
  }${
    task.containerId === null
      ? ''
      : `,"ContainerStatus":{"ContainerID":"${task.containerId}","PID":${task.pid},"ExitCode":${task.exitCode}}`
  },"PortStatus":${portsText(task)}}`;

const runningRank = rankOf('running');

const portsText = (task: TaskRecord): string => {
  if (task.template.hostPorts.length === 0 || rankOf(task.state) !== runningRank) return '{}';
  const ports = task.service.rules.ports
    .filter(port => port.mode === 'host')
    .map(port => ({
      Protocol: port.protocol,
      TargetPort: port.target,
      PublishedPort: port.published,
      PublishMode: 'host',
    }));
  // Engines from 28 on list each port twice, for IPv4 and for IPv6.
  const isTwice = Number.parseInt(task.node?.facts.engineVersion ?? '', 10) >= 28;
  return JSON.stringify({Ports: isTwice ? [...ports, ...ports] : ports});
};

export const serviceText = (service: ServiceRecord): JsonText => {
  service.text ??= `${head(service)},"Spec":${JSON.stringify(service.spec)}${
    service.previousSpec === null ? '' : `,"PreviousSpec":${JSON.stringify(service.previousSpec)}`
  },"Endpoint":${service.endpoint}${service.update === null ? '' : `,"UpdateStatus":${updateText(service)}`}${
    service.rules.mode.kind.endsWith('job')
      ? `,"JobStatus":{"JobIteration":${indexText(service.jobIteration)},"LastExecution":"${wireTime(service.lastExecutionMs)}"}`
      : ''
  }}`;
  return service.text;
};

const updateText = ({update}: ServiceRecord): string =>
  JSON.stringify(
    update === null
      ? null
      : {
          State: update.state,
          StartedAt: wireTime(update.startedMs),
          ...(update.completedMs !== null && {CompletedAt: wireTime(update.completedMs)}),
          Message: update.message,
        },
  );

/** As `GET /services?status=true` tells it; not part of the object and so not of its cached text. */
export const serviceTextWithStatus = (service: ServiceRecord): JsonText =>
  `${serviceText(service).slice(0, -1)},"ServiceStatus":{"RunningTasks":${service.running},"DesiredTasks":${desiredTasks(service)},"CompletedTasks":${service.completed}}}`;

const desiredTasks = ({rules, wanted}: ServiceRecord): number => {
  if (rules.mode.kind === 'replicated') return rules.mode.replicas;
  return rules.mode.kind === 'replicated-job' ? rules.mode.maxConcurrent : wanted;
};

export const nodeText = (node: NodeRecord): JsonText => {
  const {facts} = node;
  node.text ??= `${head(node)},${JSON.stringify({
    Spec: {
      ...(node.name !== '' && {Name: node.name}),
      Labels: node.labels,
      Role: node.role,
      Availability: node.availability,
    },
    Description: {
      Hostname: facts.hostname,
      Platform: {Architecture: facts.architecture, OS: facts.os},
      Resources: {NanoCPUs: facts.nanoCpus, MemoryBytes: facts.memoryBytes},
      Engine: {
        EngineVersion: facts.engineVersion,
        ...(Object.keys(facts.engineLabels).length > 0 && {Labels: facts.engineLabels}),
        Plugins: facts.plugins.map(plugin => {
          const [Type = '', Name = ''] = plugin.split('/');
          return {Type, Name};
        }),
      },
      TLSInfo: tlsInfo,
    },
    Status: {State: node.state, ...(node.message !== '' && {Message: node.message}), Addr: facts.address},
    ...(node.manager !== null && {
      ManagerStatus: {
        ...(node.manager.isLeader && {Leader: true}),
        Reachability: node.manager.reachability,
        Addr: `${facts.address}:2377`,
      },
    }),
  }).slice(1)}`;
  return node.text;
};

/** A secret never tells its data; a config does. */
export const objectText = (object: ObjectRecord, isSecret: boolean): JsonText => {
  if (object.text !== null) return object.text;
  const {Data, ...told} = object.spec;
  object.text = `${head(object)},"Spec":${JSON.stringify(isSecret ? told : object.spec)}}`;
  return object.text;
};
