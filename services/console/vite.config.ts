import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `vite dev` sends what the api owns; in production the api itself serves `dist`. */
const api = process.env['VARDE_API'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/',
  plugins: [react()],
  // Nothing is inlined as data: URLs, so that the pages hold under a strict content security policy.
  build: { outDir: 'dist', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { '/api': api, '/auth': api } },
});
