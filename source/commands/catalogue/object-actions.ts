import {action, type CatalogueEntry} from './entry.ts';

/** Commands that make, rotate and remove secrets, configs, networks and volumes. */
export const objectActions = [
  action(
    'secret-create',
    ['NAME', 1, 1],
    'Make a secret of a file or of what is piped in; its value is never shown, logged or journalled.',
    ['pass show db | medianest secret-create db_pw', 'medianest secret-create tls.key --file key.pem'],
    ['file', 'object'],
  ),
  action(
    'secret-rotate',
    ['SECRET', 1, 1],
    'Give every service that uses a secret a new version of it, verified one by one, and remove the old one.',
    [
      'medianest secret-rotate db_pw --file new.txt --dry-run',
      'medianest secret-rotate db_pw --file new.txt --yes --wait',
    ],
    ['file'],
  ),
  action('secret-rm', ['SECRET', 1, 1], 'Remove a secret that no service uses.', [
    'medianest secret-rm db_pw --confirm db_pw',
  ]),
  action(
    'config-create',
    ['NAME', 1, 1],
    'Make a config of a file or of what is piped in.',
    ['medianest config-create nginx.conf --file nginx.conf'],
    ['file', 'object'],
  ),
  action(
    'config-rotate',
    ['CONFIG', 1, 1],
    'Give every service that uses a config a new version of it, verified one by one, and remove the old one.',
    ['medianest config-rotate nginx.conf --file nginx.conf --yes --wait'],
    ['file'],
  ),
  action('config-rm', ['CONFIG', 1, 1], 'Remove a config that no service uses.', [
    'medianest config-rm nginx.conf --confirm nginx.conf',
  ]),
  action(
    'network-create',
    ['NAME', 1, 1],
    'Make a network that services of every node can share.',
    ['medianest network-create back --internal --encrypted'],
    ['object', 'driver', 'network'],
  ),
  action('network-rm', ['NETWORK', 1, 1], 'Remove a network that nothing uses.', [
    'medianest network-rm back --confirm back',
  ]),
  action(
    'volume-create',
    ['NAME', 1, 1],
    'Make a volume on the connected engine alone.',
    ['medianest volume-create data --label backup=daily'],
    ['object', 'driver'],
  ),
  action('volume-rm', ['VOLUME', 1, 1], 'Remove a volume of the connected engine, with its data.', [
    'medianest volume-rm data --confirm data',
  ]),
] as const satisfies readonly CatalogueEntry[];
