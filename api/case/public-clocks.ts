/** The clocks that the public may know of: those of the case itself, not of its steps. */
export const publicClocks = ['acceptance', 'correction', 'promise', 'statutory', 'delivery'] as const;
