import type {Demo} from '../open-for-console.ts';

const howToConnect = 'yours: medianest --host ssh://you@manager';

/** What is said of a simulated swarm while the console is connected to it; null on any other, as after a switch. */
export const demoNote = (demo: Demo | null, host: string): string | null => {
  if (demo === null || !demo.hosts.includes(host)) return null;
  return `${demo.reason === null ? '' : `${demo.reason}; `}simulated swarm · ${howToConnect}`;
};
