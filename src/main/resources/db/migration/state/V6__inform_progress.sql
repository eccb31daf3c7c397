-- How far each receiver of informs has confirmed the transitions; what follows is still owed to it.
CREATE TABLE inform_progress (
  receiver VARCHAR(255) NOT NULL PRIMARY KEY,
  confirmed BIGINT NOT NULL
);
