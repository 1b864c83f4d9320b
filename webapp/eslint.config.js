import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

// One direction: ui, then the other rooms of lib, then routes.
const rooms = ['api', 'site', 'search', 'project', 'organisation', 'map', 'saved', 'compare', 'eligibility', 'embed', 'developers', 'sitemap', 'design', 'i18n'];

export default ts.config(
  { ignores: ['build/', '.svelte-kit/', 'test-results/', 'playwright-report/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      // The compiler knows better than the linter which names exist.
      'no-undef': 'off',
      // Addresses are made by the translator, which knows the language; the application stands at the root of its host.
      'svelte/no-navigation-without-resolve': 'off'
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
  },
  {
    // Playwright finds out what a fixture needs from the pattern of its first parameter, so there has to be one.
    files: ['e2e/**'],
    rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] }
  },
  {
    // The one place that writes HTML: renderMarkdown lets none of the text's own through.
    files: ['src/lib/ui/Markdown.svelte', 'src/routes/**/developers/+page.svelte'],
    rules: { 'svelte/no-at-html-tags': 'off' }
  },
  {
    files: ['src/**'],
    ignores: ['src/lib/api/portal.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: '@portal/client', importNames: ['createPortalClient'], message: "Take the one of '$lib/api/portal', which does not make readers wait." }] }
      ]
    }
  },
  {
    files: ['src/lib/ui/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [...rooms.flatMap((room) => [`$lib/${room}/*`, `**/${room}/*`]), '@portal/*', '$app/*'] }
      ]
    }
  }
);
