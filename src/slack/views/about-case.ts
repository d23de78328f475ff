import type { KnownBlock } from '@slack/types';
import type { Case } from '../../domain/case.ts';
import type { Wording } from '../../wording/wording.ts';
import { caseHeadline } from './case-text.ts';
import { lead } from './form-parts.ts';

/** The head of a form about a case: which one it is. */
export const aboutCase = (c: Case, w: Wording): KnownBlock[] => lead(caseHeadline(c, w, 100));
