/** A code on a device is its serial number, or an address that ends with it. */
export const serialOf = (scanned: string): string | undefined => {
  const content = scanned.trim();
  if (content === '' || content.length > 500) return undefined;
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(content)) return content.length <= 64 ? content : undefined;
  const path = content.replace(/[?#].*$/, '').replace(/\/+$/, '');
  const last = path.slice(path.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last).trim() || undefined;
  } catch {
    return last;
  }
};
