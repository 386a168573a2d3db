ALTER TABLE animals RENAME TO pets;
