package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file whose commits are written through does not grow for ever while it is open. */
class CompactionIT {
  private static final int ROWS = 5_000;

  @TempDir Path directory;

  @Test
  void givesTheRoomOfWhatWasReplacedToWhatIsWrittenLater() throws IOException {
    long compacted = sizeAfterWrites(directory.resolve("compacted"), true);
    long grown = sizeAfterWrites(directory.resolve("grown"), false);
    assertThat(compacted).isLessThan(grown / 2);
  }

  private static long sizeAfterWrites(Path home, boolean compact) throws IOException {
    Files.createDirectories(home);
    try (DatabaseFile file =
        DatabaseFile.open(DatabaseFile.ASYNC, home, "state", 0, "db/migration/state")) {
      // Or H2 lets the room of what was replaced rest for 45 seconds.
      file.write("set up", handle -> handle.execute("SET RETENTION_TIME 0"));
      file.write("set up", handle -> handle.execute("CREATE TABLE t (id INT PRIMARY KEY, v INT)"));
      file.write(
          "set up",
          handle -> {
            PreparedBatch rows = handle.prepareBatch("INSERT INTO t VALUES (?, 0)");
            for (int row = 0; row < ROWS; row++) {
              rows.add(row);
            }
            return rows.execute();
          });
      Random random = new Random(1);
      int[] expected = new int[ROWS];
      for (int write = 1; write <= 3_000; write++) {
        int row = random.nextInt(ROWS);
        int value = write;
        expected[row] = value;
        file.write(
            "write", handle -> handle.execute("UPDATE t SET v = ? WHERE id = ?", value, row));
        if (compact && write % 100 == 0) {
          file.compact();
        }
      }
      List<Integer> read =
          file.read(
              "read",
              handle -> handle.createQuery("SELECT v FROM t ORDER BY id").mapTo(int.class).list());
      assertThat(read).isEqualTo(Arrays.stream(expected).boxed().toList());
    }
    return Files.size(home.resolve("state.mv.db"));
  }
}
