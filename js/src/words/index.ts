// The page's words, and numbers, dates and sentences as its language writes them.
export { amount, few, oneSum, shownColumns, total } from "./amount";
export { type Claim, claimOf } from "./claim";
export { balanced, isolated, joins, runsFromRight } from "./direction";
export { upperFirst } from "./grammar";
export { sentence } from "./sentence";
export { Words, wordsOf } from "./words";
export { date, period } from "./written";
