import { languageOf, languages, pathIn } from '$lib/i18n/languages';
import { loadTranslator } from '$lib/i18n/translator';
import type { RequestHandler } from './$types';

/** With what the portal stands among the applications of a phone, in the reader's language. */
export const GET: RequestHandler = async ({ url }) => {
  const language = languageOf(url.pathname);
  const { t } = await loadTranslator(language);
  const start = pathIn(language, '/');
  const manifest = {
    id: start,
    start_url: start,
    scope: '/',
    lang: languages[language].locale,
    name: `${t('site.portal')} · ${t('site.name')}`,
    short_name: t('site.name'),
    description: t('site.about'),
    display: 'standalone',
    background_color: '#f5f4ee',
    theme_color: '#12245c',
    icons: [
      { src: '/favicon.svg', type: 'image/svg+xml', sizes: 'any' },
      { src: '/icon-192.png', type: 'image/png', sizes: '192x192' },
      { src: '/icon-512.png', type: 'image/png', sizes: '512x512' },
      { src: '/icon-maskable-512.png', type: 'image/png', sizes: '512x512', purpose: 'maskable' }
    ],
    shortcuts: [{ name: t('site.saved'), url: pathIn(language, '/saved') }]
  };
  return new Response(JSON.stringify(manifest), {
    headers: { 'content-type': 'application/manifest+json', 'cache-control': 'public, max-age=3600' }
  });
};
