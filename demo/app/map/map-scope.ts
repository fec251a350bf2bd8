// The header's box while the map is open: films by their title and regions by their name, as they stand on it.
import type { MapLabel } from '../../../src/sdk/index.ts';
import type { Offer, SearchScope } from '../state/search-scope.ts';
import { sentenceCase } from '../state/words.ts';
import { createTitleFinder } from './find-titles.ts';
import type { MapData } from './map-data.ts';

const [MOST_FILMS, MOST_REGIONS] = [6, 3];

interface MapGoals {
  film(item: number): void;
  region(label: MapLabel): void;
}

/**
 * @param goals    go where somebody wants to
 * @param missing  words of a film that was asked for and is not here; they stand in the box at first
 */
export function mapScope(map: MapData, goals: MapGoals, missing = ''): SearchScope {
  const findTitles = createTitleFinder(map.titles);
  // A name may stand at several levels: the widest one is meant.
  const regions = [...new Map(map.labels.toReversed().map((label) => [regionName(label), label])).values()].reverse();
  const findRegions = createTitleFinder(regions.map(regionName));
  const goTo = (offer: Offer) => {
    const region = regions.find((label) => regionName(label) === offer.text);
    const film = offer.itemId !== undefined ? map.indexOf(offer.itemId) : undefined;
    if (film !== undefined) goals.film(film);
    else if (region) goals.region(region);
  };
  const found = (typed: string): Offer[] => [
    ...findTitles(typed, MOST_FILMS).map((item) => filmOffer(map, item)),
    ...findRegions(typed, MOST_REGIONS).map((i) => ({ text: regionName(regions[i]!), kind: 'region' as const })),
  ];
  return {
    label: 'Find a film or a region on the map',
    placeholder: 'Find a film or a region',
    none: 'No film and no region on the map is called that.',
    asksWhileTyping: false,
    query: missing,
    offers: async (typed) => found(typed),
    ask(text) {
      const [first] = found(text);
      if (first) goTo(first);
    },
    open(offer) {
      goTo(offer);
      return true;
    },
  };
}

function filmOffer(map: MapData, item: number): Offer {
  return { text: map.titles[item]!, kind: 'title', itemId: map.itemIds[item]! };
}

const regionName = ({ text }: MapLabel): string => sentenceCase(text.toLocaleLowerCase('en-GB'));
