import {type Json, type JsonRecord, numberAt, textAt} from '../spec/json.ts';

type PortReading = {readonly item: JsonRecord} | {readonly fault: string};

const protocols = ['tcp', 'udp', 'sctp'];

/** Reads a port as the docker CLI takes it: `8080:80/udp`, or `published=8080,target=80,protocol=udp,mode=host`. */
export function readPort(text: string): PortReading {
  const parts = text.includes('=') ? longForm(text) : shortForm(text);
  if (parts === null) {
    return {
      fault: `"${text}" is no port, such as 8080:80 or published=8080,target=80,protocol=tcp,mode=host`,
    };
  }
  const {target, published, protocol, mode} = parts;
  if (!isPort(target)) return {fault: `"${text}": the target is no port from 1 to 65535`};
  if (published !== '' && !isPort(published))
    return {fault: `"${text}": the published one is no port from 1 to 65535`};
  if (!protocols.includes(protocol))
    return {fault: `"${text}": the protocol is none of ${protocols.join(', ')}`};
  if (mode !== 'ingress' && mode !== 'host')
    return {fault: `"${text}": the mode is neither ingress nor host`};
  return {
    item: {
      Protocol: protocol,
      TargetPort: Number(target),
      ...(published === '' ? {} : {PublishedPort: Number(published)}),
      PublishMode: mode,
    },
  };
}

interface Parts {
  readonly target: string;
  readonly published: string;
  readonly protocol: string;
  readonly mode: string;
}

function shortForm(text: string): Parts | null {
  const match = /^(?:(\d+):)?(\d+)(?:\/([a-z]+))?$/i.exec(text);
  if (match === null) return null;
  const [, published = '', target = '', protocol = 'tcp'] = match;
  return {target, published, protocol: protocol.toLowerCase(), mode: 'ingress'};
}

function longForm(text: string): Parts | null {
  const values = new Map<string, string>();
  for (const part of text.split(',')) {
    const at = part.indexOf('=');
    const key = part.slice(0, at).trim().toLowerCase();
    if (at < 0 || !['published', 'target', 'protocol', 'mode'].includes(key)) return null;
    values.set(
      key,
      part
        .slice(at + 1)
        .trim()
        .toLowerCase(),
    );
  }
  return {
    target: values.get('target') ?? '',
    published: values.get('published') ?? '',
    protocol: values.get('protocol') ?? 'tcp',
    mode: values.get('mode') ?? 'ingress',
  };
}

const isPort = (text: string): boolean =>
  /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;

/** A port as `--publish-add` takes it. */
export const showPort = (port: Json): string => {
  const published = numberAt(port, 'PublishedPort');
  return [
    ...(published === 0 ? [] : [`published=${published}`]),
    `target=${numberAt(port, 'TargetPort')}`,
    `protocol=${textAt(port, 'Protocol') || 'tcp'}`,
    `mode=${textAt(port, 'PublishMode') || 'ingress'}`,
  ].join(',');
};

/** Reads the port that `--publish-rm` names by its target: `80`, `80/udp`, or written as when it was published. */
export function readPortName(text: string): {readonly key: string} | {readonly fault: string} {
  const read = readPort(text);
  return 'fault' in read ? read : {key: targetOf(read.item)};
}

/** `80/tcp`, as a port is named when it is taken away. */
export const targetOf = (port: Json): string =>
  `${numberAt(port, 'TargetPort')}/${textAt(port, 'Protocol') || 'tcp'}`;
