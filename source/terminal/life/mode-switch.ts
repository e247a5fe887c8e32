import type {Environment} from '../capabilities.ts';
import {type Modes, modesFor, type WantedModes} from './modes.ts';

/** The modes that the console wants of the terminal now; they change while it runs. */
export interface ModeSwitch {
  readonly hasMouse: boolean;
  /** What switches everything on that is wanted, and off again. */
  readonly on: string;
  readonly off: string;
  setMouse(isOn: boolean): void;
  setKittyKeyboard(isOn: boolean): void;
}

/** `send` is called with what changes the terminal, when something other is wanted than before. */
export function createModeSwitch(
  env: Environment,
  atFirst: Pick<WantedModes, 'mouse' | 'explicitDirection'>,
  send: (sequences: string) => void,
): ModeSwitch {
  let wanted: WantedModes = {...atFirst, kittyKeyboard: false};
  let modes: Modes = modesFor(wanted, env);
  const want = (change: Partial<WantedModes>) => {
    wanted = {...wanted, ...change};
    const before = modes;
    modes = modesFor(wanted, env);
    if (modes.on !== before.on) send(before.off + modes.on);
  };
  return {
    get hasMouse() {
      return wanted.mouse;
    },
    get on() {
      return modes.on;
    },
    get off() {
      return modes.off;
    },
    setMouse: mouse => want({mouse}),
    setKittyKeyboard: kittyKeyboard => want({kittyKeyboard}),
  };
}
