/** Which limit a decision goes past: its own, or added up over the case, the car or the month; `kind`: money of a sort the role never signs. */
export type LimitKind = 'decision' | 'case' | 'vehicle' | 'month' | 'kind';
