package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.store.StoreException.Problem;

/** Opening, closing and what an operator reads when it cannot be done. */
class PosternStoreIT {
  @TempDir Path directory;

  private PosternStore open() {
    return PosternStore.open(directory, StoreSettings.defaults(), Examples.CLOCK);
  }

  private static StoreException problemOf(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    StoreException problem = catchThrowableOfType(StoreException.class, call);
    assertThat(problem).isNotNull();
    assertThat(problem.getMessage()).doesNotContain("\n");
    return problem;
  }

  @Test
  void makesItsDirectoryForItsOwnUserOnly() throws IOException {
    Path home = directory.resolve("var/postern");
    PosternStore.open(home, StoreSettings.defaults(), Examples.CLOCK).close();

    assertThat(home.resolve("state.mv.db")).isRegularFile();
    assertThat(home.resolve("samples.mv.db")).isRegularFile();
    if (home.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(Files.getPosixFilePermissions(home)).hasSize(3);
    }
  }

  @Test
  void canBeClosedTwice() {
    PosternStore store = open();
    store.close();
    store.close();

    assertThatThrownBy(() -> store.findings().lastSequence()).isInstanceOf(StoreException.class);
  }

  @Test
  void closesOnAnInterruptedThread() {
    PosternStore store = open();
    store.findings().append(List.of(Examples.raised(1, 1)));
    Thread.currentThread().interrupt();
    try {
      store.close();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    try (PosternStore again = open()) {
      assertThat(again.findings().lastSequence()).isEqualTo(1);
    }
  }

  @Test
  void saysWhichProcessHoldsTheLock() throws Exception {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var lines = holder.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).isEqualTo("open");

      StoreException problem = problemOf(this::open);

      assertThat(problem.problem()).isEqualTo(Problem.LOCKED);
      assertThat(problem)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("(pid " + holder.pid() + ")");
    } finally {
      holder.destroyForcibly();
      assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    open().close();
  }

  /** Opens the store and waits to be killed. */
  static final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws IOException {
      PosternStore.open(Path.of(arguments[0]), StoreSettings.defaults(), Examples.CLOCK);
      System.out.println("open");
      // Ends when the parent does.
      while (System.in.read() >= 0) {}
    }
  }

  @Test
  void refusesASecondStoreInTheSameProcess() {
    try (PosternStore first = open()) {
      assertThat(first.findings().lastSequence()).isZero();

      StoreException problem = problemOf(this::open);

      assertThat(problem.problem()).isEqualTo(Problem.LOCKED);
      assertThat(problem).hasMessageContaining("this process");
    }
  }

  @Test
  void saysThatAnotherProgramHasTheFileOpen() throws IOException {
    open().close();
    try (FileChannel channel =
            FileChannel.open(
                directory.resolve("state.mv.db"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();

      StoreException problem = problemOf(this::open);

      assertThat(problem.problem()).isEqualTo(Problem.LOCKED);
      assertThat(problem).hasMessageContaining("state.mv.db is locked");
    }
    open().close();
  }

  @Test
  void saysThatTheDirectoryIsAFile() throws IOException {
    Path file = Files.createFile(directory.resolve("store"));

    StoreException problem =
        problemOf(() -> PosternStore.open(file, StoreSettings.defaults(), Examples.CLOCK));

    assertThat(problem.problem()).isEqualTo(Problem.DIRECTORY);
    assertThat(problem).hasMessage("store directory " + file + " is not a directory");
  }

  @Test
  void saysThatTheDirectoryCannotBeMade() throws IOException {
    Path below = Files.createFile(directory.resolve("file")).resolve("store");

    StoreException problem =
        problemOf(() -> PosternStore.open(below, StoreSettings.defaults(), Examples.CLOCK));

    assertThat(problem.problem()).isEqualTo(Problem.DIRECTORY);
    assertThat(problem).hasMessageContaining(below + " cannot be made by ");
  }

  @Test
  void saysThatTheDirectoryIsNotWritable() throws IOException {
    // A directory in the lock's place: root, who may write everywhere, cannot write it either.
    Files.createDirectory(directory.resolve("postern.lock"));

    StoreException problem = problemOf(this::open);

    assertThat(problem.problem()).isEqualTo(Problem.DIRECTORY);
    assertThat(problem).hasMessageContaining(directory + " is not writable by ");
  }

  @Test
  void refusesAStateOfANewerProgram() {
    open().close();
    try (DatabaseFile file =
        DatabaseFile.open(DatabaseFile.ASYNC, directory, "state", 0, "db/migration/state")) {
      file.read(
          "age",
          handle ->
              handle.execute(
                  "INSERT INTO \"flyway_schema_history\" (\"installed_rank\", \"version\","
                      + " \"description\", \"type\", \"script\", \"installed_by\","
                      + " \"execution_time\", \"success\")"
                      + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'x', 1, TRUE)"));
    }

    StoreException problem = problemOf(this::open);

    assertThat(problem.problem()).isEqualTo(Problem.NEWER_SCHEMA);
    assertThat(problem).hasMessageContaining("written by a newer postern");
  }
}
