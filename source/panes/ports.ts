import type {PublishedPort} from '../domain/model/index.ts';

/** One published port as the docker CLI writes it; `host` marks one that is open only where a task runs. */
export const portInWords = ({protocol, target, published, mode}: PublishedPort): string => {
  const outside = published === 0 ? '?' : String(published);
  return mode === 'host' ? `host:${outside}->${target}/${protocol}` : `*:${outside}->${target}/${protocol}`;
};

export const portsInWords = (ports: readonly PublishedPort[]): string => ports.map(portInWords).join(', ');
