// What histories need seldom, and no first list: it comes behind that for everyone, with the code of encryption.
export { eraseHistory } from './erase-history.ts';
export { setAside } from './set-aside.ts';
