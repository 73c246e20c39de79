const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Sign-in ends where the provider was told to send people back to, and a cookie belongs to one name: who came by
 * another name of this machine (localhost for 127.0.0.1) begins at the one that ends well.
 */
export const isOtherNameOfHere = (host: string | undefined, publicUrl: string): boolean => {
  const ours = new URL(publicUrl).hostname;
  const asked = URL.parse(`http://${host}`)?.hostname;
  return asked !== undefined && asked !== ours && LOOPBACK.has(asked) && LOOPBACK.has(ours);
};
