/** The cairn with its beacon lit. Its flame is blue: red and orange belong to the alarms. */
export const Brand = () => (
  <svg className="brand-mark" viewBox="0 0 22 24" aria-hidden="true" focusable="false">
    <path d="M4 23h14l-2-5H6zM6.500 16.500h9l-1.400-4H8zM8.600 11h4.800L12.400 7.600H9.600z" fill="currentColor" />
    <path
      className="brand-flame"
      d="M11 0c2 2.200 2.600 3.600 1.700 5.400-.500 1-2.900 1-3.400 0C8.700 4 9.800 2.700 11 0z"
    />
  </svg>
);
