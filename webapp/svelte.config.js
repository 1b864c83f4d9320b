import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: {
    warningFilter: ({ code, message }) =>
      // A table that is stacked on a narrow page says its roles: some browsers forget them with the layout.
      code !== 'a11y_no_redundant_roles' &&
      // Every role may have a description; the compiler goes by an older edition of ARIA.
      !(code === 'a11y_role_supports_aria_props_implicit' && message.includes("'aria-description'"))
  },
  kit: {
    adapter: adapter({ precompress: true }),
    // The service worker shows one and the same page under any address.
    paths: { relative: false },
    // It would ask for the whole application while the page is coming alive: lib/site/keep-application.ts waits for that.
    serviceWorker: { register: false },
    // Hashes, not nonces: a page holds nothing that is made for one reader, so that it can be cached.
    // hooks.server.ts adds the API's address, which is known only at run time, to connect-src.
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['none'],
        'script-src': ['self'],
        'style-src': ['self'],
        // The one style attribute there is: it hides the element in which Kit announces a new page's title.
        'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
        'img-src': ['self', 'data:'],
        'connect-src': ['self'],
        'manifest-src': ['self'],
        'worker-src': ['self'],
        // Text becomes HTML, a script or its address by these alone, and by nothing that slips in beside them.
        'require-trusted-types-for': ['script'],
        'trusted-types': ['svelte-trusted-html', 'portal-markdown', 'portal-developers', 'portal-widget', 'portal-offline'],
        'base-uri': ['none'],
        'form-action': ['self'],
        'frame-ancestors': ['none']
      }
    },
    // The policy allows no inline styles.
    inlineStyleThreshold: 0
  }
};
