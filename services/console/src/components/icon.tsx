/** The page's pictures, 24 × 24, drawn with one stroke. A picture never stands without its word. */
const PATHS = {
  button: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 8.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7z',
  fire: 'M12 2c3 4 6 6.500 6 11a6 6 0 0 1-12 0c0-2 1-3.500 2-4.500.500 1.500 1.500 2 2 2C10 8 10.500 4.500 12 2z',
  water: 'M12 3s6.500 6.800 6.500 11.500a6.500 6.500 0 0 1-13 0C5.500 9.800 12 3 12 3z',
  fall: 'M17.500 4.500a1.800 1.800 0 1 0 0 .010M14.500 8.500 9 11l3 4-1 5M9 11l-4.500-.500M12 15l5.500 2.500M3 21h18',
  bed: 'M3 6v13M3 15h18v4M21 15v-2a3 3 0 0 0-3-3h-7v5M7 12.500a1.500 1.500 0 1 0 0-.010',
  bathroom: 'M4 12h16v2a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5zM6 12V6a2.500 2.500 0 0 1 5 0M8 19l-1 2M16 19l1 2',
  door: 'M6 21V4.500L15 3v18M3 21h18M12 12h.010M15 6h3v15',
  camera: 'M15 10l5-3v10l-5-3M3 7h12v10H3z',
  medicine: 'M7 8h10a4 4 0 0 1 0 8H7a4 4 0 0 1 0-8zM12 8v8',
  location:
    'M12 21s7-6.300 7-11.500a7 7 0 0 0-14 0C5 14.700 12 21 12 21zM12 7.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z',
  lock: 'M6 11h12v9H6zM8.500 11V7.500a3.500 3.500 0 0 1 7 0V11M12 15v2',
  nurse: 'M12 4v16M4 12h16M8 8l8 8M16 8l-8 8',
  measurement: 'M3 12h4l3-8 4 16 3-8h4',
  battery: 'M3 8h15v8H3zM21 11v2M6 11v2',
  technical:
    'M14.500 6.500a4 4 0 0 0-5.300 5.100L3.500 17.300 6.700 20.500l5.700-5.700a4 4 0 0 0 5.100-5.300l-2.400 2.400-2.600-.500-.500-2.600z',
  soundOn: 'M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM15.500 9a4 4 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11',
  soundOff: 'M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM16 10l5 5M21 10l-5 5',
  warning: 'M12 4 2.500 20h19zM12 10v4.500M12 17.300v.010',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.500 20.500c.800-4 3.800-6 7.500-6s6.700 2 7.500 6',
  phone:
    'M6 3h3.500l1.500 5-2.200 1.500a12 12 0 0 0 5.700 5.700L16 13l5 1.500V18a3 3 0 0 1-3 3C10.500 21 3 13.500 3 6a3 3 0 0 1 3-3z',
  key: 'M8 11a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11 12l8-8M16 7l3 3',
  chevron: 'M6 9l6 6 6-6',
  back: 'M15 5l-7 7 7 7',
  check: 'M5 12.500l4.500 4.500L19 7',
  cross: 'M6 6l12 12M18 6 6 18',
} as const;
export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
);
