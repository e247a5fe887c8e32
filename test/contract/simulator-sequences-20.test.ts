import {compareWith} from './sequence/compare.ts';

compareWith('system');
