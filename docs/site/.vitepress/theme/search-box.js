// The site's search: <privet-search> over a bundle of the site's own pages. It is made anew for each page, so that a
// chosen result closes the list.
import { useData, useRoute } from 'vitepress';
import { defineComponent, h } from 'vue';

/** As text, since a <template> of Vue's own would have its children beside its content. */
const element = (
  base,
) => `<privet-search src="${base}privet/bundle/" count="8" label="Search the docs" placeholder="Search">
  <template><a href="{url}">{title}<small data-if="description">{description}</small></a></template>
</privet-search>`;

export const SearchBox = defineComponent(() => {
  const { site } = useData();
  const route = useRoute();
  const close = (event) => {
    const search = event.currentTarget.firstElementChild;
    const stays = event.type === 'keydown' ? event.key !== 'Escape' : event.currentTarget.contains(event.relatedTarget);
    if (!stays) search.removeAttribute('query');
  };
  return () =>
    h('div', {
      class: 'search-box',
      role: 'search',
      key: route.path,
      innerHTML: element(site.value.base),
      onKeydown: close,
      onFocusout: close,
    });
});
