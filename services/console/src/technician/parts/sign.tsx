/** The pictures of the technicians' pages, in the manner of `Icon`. A picture never stands without its word. */
const PATHS = {
  list: 'M9 6h11M9 12h11M9 18h11M4.500 6h.010M4.500 12h.010M4.500 18h.010',
  search: 'M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.500 15.500 20 20',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 8h3v3H8zM13 13h3v3h-3zM13 8h3M8 13v3',
  alarms: 'M12 4a6 6 0 0 0-6 6v4l-2 3h16l-2-3v-4a6 6 0 0 0-6-6zM10 20h4',
  boat: 'M4 14h16l-2.500 5h-11zM12 14V4M12 5l6 7h-6',
  up: 'M6 15l6-6 6 6',
  down: 'M6 9l6 6 6-6',
  next: 'M9 5l7 7-7 7',
  print: 'M7 9V4h10v5M7 17H4v-8h16v8h-3M7 14h10v6H7z',
  note: 'M4 5h16v11H9l-5 4z',
  home: 'M4 11l8-7 8 7M6 10v10h12V10',
  menu: 'M4 7h16M4 12h16M4 17h16',
  phone: 'M8 3h8v18H8zM11 18h2',
  map: 'M4 6l5-2 6 2 5-2v14l-5 2-6-2-5 2zM9 4v14M15 6v14',
  route: 'M6 19a2 2 0 1 0 0-.010M18 5a2 2 0 1 0 0 .010M8 19h7a3.500 3.500 0 0 0 0-7H9a3.500 3.500 0 0 1 0-7h7',
  wait: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4l3 2',
  minus: 'M6 12h12',
} as const;
export type SignName = keyof typeof PATHS;

export const Sign = ({ name }: { readonly name: SignName }) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
);
