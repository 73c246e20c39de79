export const LANGUAGES = ['nb', 'nn', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in every language of the pages; bokmål is the default everywhere. */
export type Text = Readonly<Record<Language, string>>;
