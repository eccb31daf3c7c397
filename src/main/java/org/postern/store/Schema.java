package org.postern.store;

import java.nio.file.Path;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.postern.store.StoreException.Problem;

/** The steps that bring a database to the tables this program works with. */
final class Schema {
  private Schema() {}

  /**
   * Whether all steps have been taken.
   *
   * @throws StoreException if a newer program took steps that this one does not know
   */
  static boolean isCurrent(DataSource source, String migrations, Path file) {
    Flyway flyway = flyway(source, migrations);
    boolean newer =
        Stream.of(flyway.info().applied())
            .map(MigrationInfo::getState)
            .anyMatch(
                state ->
                    state == MigrationState.FUTURE_SUCCESS
                        || state == MigrationState.FUTURE_FAILED);
    if (newer) {
      throw new StoreException(
          Problem.NEWER_SCHEMA,
          "cannot open the store: "
              + file
              + " was written by a newer postern; run that one, or restore a backup from before it");
    }
    flyway.validate();
    return flyway.info().pending().length == 0;
  }

  static void migrate(DataSource source, String migrations) {
    flyway(source, migrations).migrate();
  }

  private static Flyway flyway(DataSource source, String migrations) {
    return Flyway.configure()
        .dataSource(source)
        .locations("classpath:" + migrations)
        .loggers("slf4j")
        .ignoreMigrationPatterns("*:pending")
        .load();
  }
}
