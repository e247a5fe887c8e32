import {type CatalogueEntry, list} from './entry.ts';

/** Commands about this program and its surroundings. */
export const general = [
  list('contexts', ['context', 'ctx'], 'List docker contexts and which one docker itself would use.', [
    'medianest contexts',
  ]),
  {
    name: 'doctor',
    aliases: [],
    operands: '',
    leastOperands: 0,
    mostOperands: 0,
    takes: ['json'],
    summary:
      'Say what is wrong with the terminal, the connection, the permissions and the settings, and what to do.',
    examples: ['medianest doctor', 'medianest doctor --host ssh://root@manager-1'],
  },
  {
    name: 'demo',
    aliases: [],
    operands: '',
    leastOperands: 0,
    mostOperands: 0,
    takes: ['demo'],
    summary: 'Show the console on a simulated swarm in which things go wrong. Needs no Docker.',
    examples: [
      'medianest demo',
      'medianest demo --scenario quorum-at-risk',
      'medianest demo --nodes 1000 --tasks 10000 --rate 500',
      'medianest demo --serve /tmp/demo.sock & sleep 2; docker -H unix:///tmp/demo.sock service ls',
    ],
  },
  {
    name: 'completion',
    aliases: [],
    operands: 'bash|zsh|fish',
    leastOperands: 1,
    mostOperands: 1,
    takes: [],
    summary: 'Print the completion script of a shell.',
    examples: ['source <(medianest completion bash)'],
  },
  {
    name: 'help',
    aliases: [],
    operands: '[COMMAND]',
    leastOperands: 0,
    mostOperands: 1,
    takes: [],
    summary: 'Say what there is, or all about one command.',
    examples: ['medianest help services'],
  },
] as const satisfies readonly CatalogueEntry[];
