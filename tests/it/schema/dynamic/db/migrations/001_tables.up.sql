CREATE TABLE tickets (id int PRIMARY KEY, title text);
CREATE TABLE reports AS SELECT id, title FROM tickets;
CREATE TABLE sprints (id int PRIMARY KEY, goal text);
CREATE TABLE drafts (id int);
CREATE TABLE IF NOT EXISTS drafts (id bigint, body text);
