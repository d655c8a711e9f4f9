-- Takes everything away. Only for a store that is empty or copied elsewhere.

DROP TABLE bookmarks;
DROP TABLE proposals;
DROP TABLE tombstones;
DROP TABLE links;
DROP TABLE tasks;
DROP TABLE entries;
DROP TABLE projects;
DROP TABLE migrations;
