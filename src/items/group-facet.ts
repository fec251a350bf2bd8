/**
 * The facet that a finished catalog gets: the group of alike items that an item is in, named by what its items have in
 * common.
 */
export const GROUP_FACET = 'group';
