-- The number of the last record of the journal that this file has taken in.
INSERT INTO sequence_number (name, last_given) VALUES ('journal', 0);
