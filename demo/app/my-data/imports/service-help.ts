// How a person gets at their own data elsewhere. Services move these pages now and then; the names of the files last
// longer.
export const SERVICE_HELP: readonly (readonly [service: string, how: string])[] = [
  [
    'Letterboxd',
    'Settings, Data, Export your data. Bring the zip as it is: ratings, watched films, diary and likes are read.',
  ],
  ['IMDb', 'Your ratings, the three dots, Export. Bring ratings.csv; films and shorts are read, series are not.'],
  ['Trakt', 'Settings, Data, Export. Bring the zip, or its history, watched and ratings JSON.'],
  ['TMDB', 'Settings, Ratings, Export. Bring the csv.'],
  ['Netflix', 'Account, your profile, Viewing activity, Download all. Bring the csv; episodes are left out.'],
  ['This app', 'On the other device: My data, Export to a file.'],
];
