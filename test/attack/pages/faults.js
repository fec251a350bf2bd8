// An IndexedDB that fails as it is told, by a message.
const { open } = IDBFactory.prototype;
const { clear } = IDBObjectStore.prototype;

const FAULTS = {
  refused: () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The user denied permission to access the database.', 'InvalidStateError');
    };
  },
  'emptying fails': () => {
    IDBObjectStore.prototype.clear = () => {
      throw new DOMException('Encountered full disk while committing transaction.', 'QuotaExceededError');
    };
  },
  'ends while it erases': () => {
    IDBObjectStore.prototype.clear = function (...args) {
      clear.apply(this, args);
      self.close();
      for (const endMs = performance.now() + 50; performance.now() < endMs; );
    };
  },
  none: () => {
    IDBFactory.prototype.open = open;
    IDBObjectStore.prototype.clear = clear;
  },
};

const channel = new BroadcastChannel('attack-faults');
channel.onmessage = ({ data }) => {
  FAULTS[data]();
  channel.postMessage(`${data}: done`);
};
