/** The languages in which people read what the product says. */
export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];
