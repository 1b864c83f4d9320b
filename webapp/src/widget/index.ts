import { PortalProjects } from './portal-projects';

// A page may load the script twice. A browser without shared style sheets keeps the links that the element holds.
if ('adoptedStyleSheets' in Document.prototype && !customElements.get('portal-projects')) {
  customElements.define('portal-projects', PortalProjects);
}
