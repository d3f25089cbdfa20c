/** Why promise and statutory limit stand still: every open step is paused, or not of an office. (C16) */
export const everyBranchPaused = 'everyBranchPaused';
