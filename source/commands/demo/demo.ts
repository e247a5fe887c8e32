import type {DemoWishes} from '../arguments/read-demo.ts';
import type {RunCommand} from '../command.ts';
import {plainLine} from '../output/paint.ts';

/** Runs `medianest demo`. */
export const runDemo: RunCommand = async ({options}, ports) => {
  try {
    return await ports.runDemo(options, demoArguments(options.demo));
  } catch (error) {
    // By its name: this folder does not load the simulator.
    if (!(error instanceof Error) || error.name !== 'DemoRefused') throw error;
    ports.err(`medianest demo: ${plainLine(error.message)}\n`);
    return 2;
  }
};

/** The same wishes as a command line, without `--serve`: for the process that plays the swarm. */
const demoArguments = (wishes: DemoWishes): readonly string[] => {
  const {serve: _serve, changesPerSecond, ...named} = wishes;
  return Object.entries({...named, rate: changesPerSecond}).flatMap(([name, value]) =>
    value === null ? [] : [`--${name}`, String(value)],
  );
};
