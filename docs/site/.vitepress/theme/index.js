// VitePress's own look, without its fonts, with Privet's search in place of its own.
import DefaultTheme from 'vitepress/theme-without-fonts';
import { h } from 'vue';
import { SearchBox } from './search-box.js';
import './style.css';

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { 'nav-bar-content-before': () => h(SearchBox) }),
};
